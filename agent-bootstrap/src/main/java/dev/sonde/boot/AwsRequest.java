package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * What the requests of the AWS SDK for Java 1 tell, and which operation one belongs to.
 *
 * <pre>{@code
 * AwsRequest.service("AmazonDynamoDBv2")           // DynamoDB
 * AwsRequest.method(ReceiveMessageRequest.class)   // ReceiveMessage
 * AwsRequest.region("AWS4-HMAC-SHA256 Credential=ID/20260101/eu-west-1/s3/aws4_request, …")
 * }</pre>
 */
public final class AwsRequest {

  private static final String CREDENTIAL = "Credential=";

  private static final ClassValue<String> METHODS =
      new ClassValue<String>() {
        @Override
        protected String computeValue(Class<?> type) {
          String name = type.getName();
          String simple =
              name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
          return without(simple, "Request");
        }
      };

  /** The region that was told last, so that it need not be made of a header again. */
  private static volatile String lastRegion = "";

  private AwsRequest() {}

  /** The operation that the request belongs to, while it goes on. */
  public static @Nullable S3Operation operation(Object request) {
    Object carried = Carried.get(request);
    boolean goesOn = carried instanceof S3Operation && !((S3Operation) carried).isEnded();
    return goesOn ? (S3Operation) carried : null;
  }

  /** Whether a call may begin with the request, which is in none and can be let carry one. */
  public static boolean begins(Object request) {
    return S3Probe.isOn() && operation(request) == null && Carried.hasRoomFor(request);
  }

  /** The service as AWS calls it, from what the SDK calls it. */
  public static @Nullable String service(@Nullable String name) {
    if (name == null) {
      return null;
    }
    switch (name) {
      case "Amazon S3":
        return "S3";
      case "AWSSecurityTokenService":
        return "STS";
      case "AmazonDynamoDBv2":
        return "DynamoDB";
      default:
        String plain = name.startsWith("Amazon") ? name.substring("Amazon".length()) : name;
        String own = plain.startsWith("AWS") ? plain.substring("AWS".length()) : plain;
        String service = own.trim();
        return service.isEmpty() ? name : service;
    }
  }

  /** The operation as AWS calls it, from the class of the SDK's request. */
  public static String method(Class<?> request) {
    return METHODS.get(request);
  }

  private static String without(String text, String end) {
    return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
  }

  /** The region that a request is signed for, from its {@code Authorization}. */
  public static @Nullable String region(@Nullable String authorization) {
    int scope = authorization == null ? -1 : authorization.indexOf(CREDENTIAL);
    if (authorization == null || scope < 0) {
      return null;
    }
    int date = authorization.indexOf('/', scope);
    int from = authorization.indexOf('/', date + 1) + 1;
    int to = authorization.indexOf('/', from);
    if (date < 0 || from == 0 || to <= from) {
      return null;
    }
    String last = lastRegion;
    if (last.length() == to - from && authorization.startsWith(last, from)) {
      return last;
    }
    String region = authorization.substring(from, to);
    lastRegion = region;
    return region;
  }
}
