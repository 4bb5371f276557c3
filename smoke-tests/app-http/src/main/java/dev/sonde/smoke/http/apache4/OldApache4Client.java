package dev.sonde.smoke.http.apache4;

import dev.sonde.smoke.http.Client;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.client.HttpClient;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.params.HttpConnectionParams;
import org.apache.http.util.EntityUtils;

/** Apache HttpClient as it was until 4.3, and is there to be used still. */
@SuppressWarnings("deprecation")
public final class OldApache4Client implements Client {

  public OldApache4Client() {}

  static String text(HttpResponse response) throws Exception {
    HttpEntity entity = response.getEntity();
    int status = response.getStatusLine().getStatusCode();
    return status + " " + (entity == null ? "" : EntityUtils.toString(entity));
  }

  @Override
  public String call(String method, String url, String body, int timeoutMillis) throws Exception {
    HttpClient client = new DefaultHttpClient();
    HttpConnectionParams.setSoTimeout(client.getParams(), timeoutMillis);
    try {
      return text(client.execute(new OldRequest(method, url, body)));
    } finally {
      client.getConnectionManager().shutdown();
    }
  }
}
