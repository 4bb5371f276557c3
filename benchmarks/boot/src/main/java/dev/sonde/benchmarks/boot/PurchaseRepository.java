package dev.sonde.benchmarks.boot;

import org.springframework.data.jpa.repository.JpaRepository;

/** The purchases in the database. */
public interface PurchaseRepository extends JpaRepository<Purchase, Long> {}
