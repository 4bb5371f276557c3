package dev.sonde.example.shop.inventory;

import com.google.gson.Gson;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The calls that the inventory answers. Messages are JSON, so that nobody needs a compiler of
 * protocol buffers to build the shop.
 */
public final class InventoryService {

  public static final String NAME = "shop.Inventory";

  /** A word that the products' names have, and how many of them are enough. */
  public record Search(String word, int most) {}

  /** The number of a product. */
  public record Wanted(int id) {}

  /** What is to be taken out of the stock, all or nothing. */
  public record Reservation(List<Integer> products) {}

  /** The product that is sold out, or zero. */
  public record Reserved(int soldOut) {}

  public static final MethodDescriptor<Search, Product> SEARCH =
      method(MethodType.SERVER_STREAMING, "Search", Search.class, Product.class);
  public static final MethodDescriptor<Wanted, Product> GET =
      method(MethodType.UNARY, "Get", Wanted.class, Product.class);
  public static final MethodDescriptor<Reservation, Reserved> RESERVE =
      method(MethodType.UNARY, "Reserve", Reservation.class, Reserved.class);

  private InventoryService() {}

  private static <Q, A> MethodDescriptor<Q, A> method(
      MethodType type, String name, Class<Q> question, Class<A> answer) {
    return MethodDescriptor.<Q, A>newBuilder()
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(NAME, name))
        .setRequestMarshaller(new JsonMarshaller<>(question))
        .setResponseMarshaller(new JsonMarshaller<>(answer))
        .build();
  }

  private record JsonMarshaller<T>(Class<T> type) implements MethodDescriptor.Marshaller<T> {

    private static final Gson JSON = new Gson();

    @Override
    public InputStream stream(T value) {
      return new ByteArrayInputStream(JSON.toJson(value).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public T parse(InputStream stream) {
      try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
        return JSON.fromJson(reader, type);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
