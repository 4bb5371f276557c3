package dev.sonde.smoke.s3server;

import java.net.URI;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobProviderMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;

/**
 * An S3Proxy that keeps what it is given in memory, on any port of the loopback interface. It
 * checks signatures.
 *
 * <pre>java -jar app.jar</pre>
 */
public final class TestServer {

  private TestServer() {}

  public static void main(String[] args) throws Exception {
    BlobStoreContext context =
        ContextBuilder.newBuilder(new TransientNio2BlobProviderMetadata())
            .credentials("id", "hunter2")
            .build(BlobStoreContext.class);
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(context.getBlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "id", "hunter2")
            .ignoreUnknownHeaders(true)
            .build();
    proxy.start();
    System.out.println("READY " + proxy.getPort());
  }
}
