package dev.sonde.example.shop.inventory;

import dev.sonde.example.shop.inventory.InventoryService.Reservation;
import dev.sonde.example.shop.inventory.InventoryService.Reserved;
import dev.sonde.example.shop.inventory.InventoryService.Search;
import dev.sonde.example.shop.inventory.InventoryService.Wanted;
import dev.sonde.example.shop.web.Databases;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** {@code Inventory PORT}: the products and the stock, over gRPC. */
public final class Inventory {

  private static final int THREADS = 16;
  private static final int CONNECTIONS = 4;

  private final Stock stock;

  private Inventory(Stock stock) {
    this.stock = stock;
  }

  public static void main(String[] args) throws Exception {
    Stock stock = new Stock(Databases.open("inventory", CONNECTIONS));
    stock.fill();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    Server server =
        Grpc.newServerBuilderForPort(Integer.parseInt(args[0]), InsecureServerCredentials.create())
            .executor(threads)
            .addService(new Inventory(stock).service())
            .build()
            .start();
    server.awaitTermination();
    threads.shutdown();
  }

  private ServerServiceDefinition service() {
    return ServerServiceDefinition.builder(InventoryService.NAME)
        .addMethod(InventoryService.SEARCH, ServerCalls.asyncServerStreamingCall(this::search))
        .addMethod(InventoryService.GET, ServerCalls.asyncUnaryCall(this::get))
        .addMethod(InventoryService.RESERVE, ServerCalls.asyncUnaryCall(this::reserve))
        .build();
  }

  private void search(Search search, StreamObserver<Product> answer) {
    try {
      stock.search(search.word(), search.most()).forEach(answer::onNext);
      answer.onCompleted();
    } catch (SQLException e) {
      answer.onError(Status.INTERNAL.withCause(e).asException());
    }
  }

  private void get(Wanted wanted, StreamObserver<Product> answer) {
    try {
      Product product = stock.find(wanted.id());
      if (product == null) {
        answer.onError(Status.NOT_FOUND.asException());
      } else {
        answer.onNext(product);
        answer.onCompleted();
      }
    } catch (SQLException e) {
      answer.onError(Status.INTERNAL.withCause(e).asException());
    }
  }

  private void reserve(Reservation reservation, StreamObserver<Reserved> answer) {
    try {
      answer.onNext(new Reserved(stock.take(reservation.products())));
      answer.onCompleted();
    } catch (SQLException e) {
      answer.onError(Status.INTERNAL.withCause(e).asException());
    }
  }
}
