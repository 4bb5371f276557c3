package dev.sonde.boot;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What AWS calls an operation of S3, told from the request that it is, for clients that have other
 * names or none.
 *
 * <pre>{@code
 * S3Method.of("GET", true, false, {"list-type"}, false)    // ListObjectsV2
 * S3Method.of("PUT", true, true, {"uploadId"}, true)       // UploadPartCopy
 * }</pre>
 */
public final class S3Method {

  private static final Map<String, Named> OF_BUCKETS = new HashMap<>();
  private static final Map<String, Named> OF_OBJECTS = new HashMap<>();
  private static final Named LISTING = new Named("ListBuckets", null, null, null);
  private static final Named BUCKET =
      new Named("ListObjects", "CreateBucket", "PostObject", "DeleteBucket");
  private static final Named OBJECT =
      new Named("GetObject", "PutObject", "PostObject", "DeleteObject");

  static {
    bucket("acl", "BucketAcl");
    bucket("accelerate", "BucketAccelerateConfiguration");
    bucket("analytics", "BucketAnalyticsConfiguration");
    bucket("cors", "BucketCors");
    bucket("encryption", "BucketEncryption");
    bucket("intelligent-tiering", "BucketIntelligentTieringConfiguration");
    bucket("inventory", "BucketInventoryConfiguration");
    bucket("logging", "BucketLogging");
    bucket("metrics", "BucketMetricsConfiguration");
    bucket("notification", "BucketNotificationConfiguration");
    bucket("object-lock", "ObjectLockConfiguration");
    bucket("ownershipControls", "BucketOwnershipControls");
    bucket("policy", "BucketPolicy");
    bucket("policyStatus", "BucketPolicyStatus");
    bucket("publicAccessBlock", "PublicAccessBlock");
    bucket("replication", "BucketReplication");
    bucket("requestPayment", "BucketRequestPayment");
    bucket("tagging", "BucketTagging");
    bucket("versioning", "BucketVersioning");
    bucket("website", "BucketWebsite");
    OF_BUCKETS.put(
        "lifecycle",
        new Named(
            "GetBucketLifecycleConfiguration",
            "PutBucketLifecycleConfiguration",
            null,
            "DeleteBucketLifecycle"));
    OF_BUCKETS.put("delete", new Named(null, null, "DeleteObjects", null));
    OF_BUCKETS.put("list-type", new Named("ListObjectsV2", null, null, null));
    OF_BUCKETS.put("location", new Named("GetBucketLocation", null, null, null));
    OF_BUCKETS.put("uploads", new Named("ListMultipartUploads", null, null, null));
    OF_BUCKETS.put("versions", new Named("ListObjectVersions", null, null, null));
    object("acl", "ObjectAcl");
    object("legal-hold", "ObjectLegalHold");
    object("retention", "ObjectRetention");
    object("tagging", "ObjectTagging");
    OF_OBJECTS.put("attributes", new Named("GetObjectAttributes", null, null, null));
    OF_OBJECTS.put("restore", new Named(null, null, "RestoreObject", null));
    OF_OBJECTS.put("select", new Named(null, null, "SelectObjectContent", null));
    OF_OBJECTS.put("torrent", new Named("GetObjectTorrent", null, null, null));
    OF_OBJECTS.put("uploads", new Named(null, null, "CreateMultipartUpload", null));
    OF_OBJECTS.put(
        "uploadId",
        new Named("ListParts", "UploadPart", "CompleteMultipartUpload", "AbortMultipartUpload"));
  }

  private S3Method() {}

  /** The operations that differ by HTTP's method alone. */
  private static final class Named {
    final @Nullable String get;
    final @Nullable String put;
    final @Nullable String post;
    final @Nullable String delete;

    Named(
        @Nullable String get,
        @Nullable String put,
        @Nullable String post,
        @Nullable String delete) {
      this.get = get;
      this.put = put;
      this.post = post;
      this.delete = delete;
    }

    @Nullable String by(String http) {
      switch (http) {
        case "GET":
          return get;
        case "PUT":
          return put;
        case "POST":
          return post;
        case "DELETE":
          return delete;
        default:
          return null;
      }
    }
  }

  private static void bucket(String query, String what) {
    OF_BUCKETS.put(query, new Named("Get" + what, "Put" + what, null, "Delete" + what));
  }

  private static void object(String query, String what) {
    OF_OBJECTS.put(query, new Named("Get" + what, "Put" + what, null, "Delete" + what));
  }

  /**
   * The operation.
   *
   * @param http HTTP's method
   * @param ofBucket whether the request names a bucket
   * @param ofObject whether it names an object
   * @param query its query parameters: their names, or entries that have them as keys
   * @param copies whether it names an object to copy
   * @return null where S3 has no such operation
   */
  public static @Nullable String of(
      @Nullable String http,
      boolean ofBucket,
      boolean ofObject,
      @Nullable Iterable<?> query,
      boolean copies) {
    if (http == null) {
      return null;
    }
    if (http.equals("HEAD")) {
      return ofObject ? "HeadObject" : "HeadBucket";
    }
    String name = ofBucket && query != null ? byQuery(http, ofObject, query) : null;
    if (name == null) {
      name = (ofObject ? OBJECT : ofBucket ? BUCKET : LISTING).by(http);
    }
    if (copies && name != null) {
      return name.equals("PutObject")
          ? "CopyObject"
          : name.equals("UploadPart") ? "UploadPartCopy" : name;
    }
    return name;
  }

  private static @Nullable String byQuery(String http, boolean ofObject, Iterable<?> query) {
    Map<String, Named> known = ofObject ? OF_OBJECTS : OF_BUCKETS;
    for (Object each : query) {
      Object key = each instanceof Map.Entry ? ((Map.Entry<?, ?>) each).getKey() : each;
      Named named = known.get(key);
      String name = named == null ? null : named.by(http);
      if (name != null) {
        return name;
      }
    }
    return null;
  }
}
