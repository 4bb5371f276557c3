package dev.sonde.example.shop.front;

import dev.sonde.example.shop.inventory.InventoryService;
import dev.sonde.example.shop.inventory.InventoryService.Reservation;
import dev.sonde.example.shop.inventory.InventoryService.Search;
import dev.sonde.example.shop.inventory.InventoryService.Wanted;
import dev.sonde.example.shop.inventory.Product;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks the inventory over gRPC. */
final class InventoryClient {

  private static final int SECONDS_OF_PATIENCE = 5;

  private final ManagedChannel channel;

  InventoryClient(int port) {
    channel =
        Grpc.newChannelBuilderForAddress("127.0.0.1", port, InsecureChannelCredentials.create())
            .build();
  }

  private static CallOptions patience() {
    return CallOptions.DEFAULT.withDeadlineAfter(SECONDS_OF_PATIENCE, TimeUnit.SECONDS);
  }

  List<Product> search(String word, int most) {
    List<Product> found = new ArrayList<>();
    ClientCalls.blockingServerStreamingCall(
            channel, InventoryService.SEARCH, patience(), new Search(word, most))
        .forEachRemaining(found::add);
    return found;
  }

  @Nullable Product find(int id) {
    try {
      return ClientCalls.blockingUnaryCall(
          channel, InventoryService.GET, patience(), new Wanted(id));
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }

  /** Reserves one of each; returns what is sold out, or zero. */
  int reserve(List<Integer> products) {
    return ClientCalls.blockingUnaryCall(
            channel, InventoryService.RESERVE, patience(), new Reservation(products))
        .soldOut();
  }
}
