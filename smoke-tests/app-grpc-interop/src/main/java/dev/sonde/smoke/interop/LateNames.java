package dev.sonde.smoke.interop;

import io.grpc.Attributes;
import io.grpc.ClientInterceptor;
import io.grpc.EquivalentAddressGroup;
import io.grpc.InternalConfigSelector;
import io.grpc.InternalConfigSelector.Result;
import io.grpc.LoadBalancer.PickSubchannelArgs;
import io.grpc.NameResolver;
import io.grpc.NameResolver.ConfigOrError;
import io.grpc.NameResolver.ResolutionResult;
import io.grpc.NameResolverProvider;
import io.grpc.Status;
import io.grpc.StatusOr;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Resolves the name {@code late:///…} of one channel when it is told to, and says what becomes of
 * the channel's calls.
 */
final class LateNames extends NameResolverProvider {

  static final String NAME = "late:///bytes";

  private final int port;
  private NameResolver.Args arguments;
  private NameResolver.Listener2 listener;

  LateNames(int port) {
    this.port = port;
  }

  @Override
  protected boolean isAvailable() {
    return true;
  }

  @Override
  protected int priority() {
    return 5;
  }

  @Override
  public String getDefaultScheme() {
    return "late";
  }

  @Override
  public NameResolver newNameResolver(URI target, NameResolver.Args newArguments) {
    arguments = newArguments;
    return new NameResolver() {
      @Override
      public String getServiceAuthority() {
        return "bytes";
      }

      @Override
      public void start(Listener2 newListener) {
        listener = newListener;
      }

      @Override
      public void shutdown() {}
    };
  }

  /** All calls are refused. */
  void refuse(Status status) {
    resolve(Result.forError(status));
  }

  /** All calls go through an interceptor. */
  void intercept(ClientInterceptor interceptor) {
    resolve(Result.newBuilder().setConfig(config()).setInterceptor(interceptor).build());
  }

  private Object config() {
    return arguments.getServiceConfigParser().parseServiceConfig(Map.of()).getConfig();
  }

  private void resolve(Result result) {
    InternalConfigSelector selector =
        new InternalConfigSelector() {
          @Override
          public Result selectConfig(PickSubchannelArgs call) {
            return result;
          }
        };
    InetSocketAddress server = new InetSocketAddress("127.0.0.1", port);
    listener.onResult(
        ResolutionResult.newBuilder()
            .setAddressesOrError(StatusOr.fromValue(List.of(new EquivalentAddressGroup(server))))
            .setServiceConfig(ConfigOrError.fromConfig(config()))
            .setAttributes(
                Attributes.newBuilder().set(InternalConfigSelector.KEY, selector).build())
            .build());
  }
}
