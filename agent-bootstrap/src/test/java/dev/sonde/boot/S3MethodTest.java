package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class S3MethodTest {

  private static String ofBucket(String http, String... query) {
    return S3Method.of(http, true, false, List.of(query), false);
  }

  private static String ofObject(String http, String... query) {
    return S3Method.of(http, true, true, List.of(query), false);
  }

  @Test
  void theMethodOfHttpTellsTheOperation() {
    assertThat(S3Method.of("GET", false, false, List.of(), false)).isEqualTo("ListBuckets");
    assertThat(ofBucket("GET")).isEqualTo("ListObjects");
    assertThat(ofBucket("PUT")).isEqualTo("CreateBucket");
    assertThat(ofBucket("DELETE")).isEqualTo("DeleteBucket");
    assertThat(ofBucket("HEAD")).isEqualTo("HeadBucket");
    assertThat(ofObject("GET")).isEqualTo("GetObject");
    assertThat(ofObject("PUT")).isEqualTo("PutObject");
    assertThat(ofObject("DELETE")).isEqualTo("DeleteObject");
    assertThat(ofObject("HEAD", "versionId")).isEqualTo("HeadObject");
  }

  @Test
  void aQueryParameterTellsItMoreExactly() {
    assertThat(ofBucket("GET", "prefix", "list-type")).isEqualTo("ListObjectsV2");
    assertThat(ofBucket("GET", "versions")).isEqualTo("ListObjectVersions");
    assertThat(ofBucket("GET", "location")).isEqualTo("GetBucketLocation");
    assertThat(ofBucket("PUT", "lifecycle")).isEqualTo("PutBucketLifecycleConfiguration");
    assertThat(ofBucket("DELETE", "lifecycle")).isEqualTo("DeleteBucketLifecycle");
    assertThat(ofBucket("PUT", "tagging")).isEqualTo("PutBucketTagging");
    assertThat(ofBucket("POST", "delete")).isEqualTo("DeleteObjects");
    assertThat(ofObject("GET", "tagging")).isEqualTo("GetObjectTagging");
    assertThat(ofObject("POST", "uploads")).isEqualTo("CreateMultipartUpload");
    assertThat(ofObject("PUT", "partNumber", "uploadId")).isEqualTo("UploadPart");
    assertThat(ofObject("POST", "uploadId")).isEqualTo("CompleteMultipartUpload");
    assertThat(ofObject("DELETE", "uploadId")).isEqualTo("AbortMultipartUpload");
    assertThat(ofObject("GET", "uploadId")).isEqualTo("ListParts");
  }

  @Test
  void whatIsCopiedIsNotSent() {
    assertThat(S3Method.of("PUT", true, true, List.of(), true)).isEqualTo("CopyObject");
    assertThat(S3Method.of("PUT", true, true, List.of("uploadId"), true))
        .isEqualTo("UploadPartCopy");
  }

  @Test
  void theQueryMayBeEntries() {
    assertThat(S3Method.of("GET", true, false, Map.of("list-type", "2").entrySet(), false))
        .isEqualTo("ListObjectsV2");
  }

  @Test
  void whatIsNoneHasNoName() {
    assertThat(S3Method.of("PATCH", true, true, null, false)).isNull();
    assertThat(S3Method.of(null, true, true, null, false)).isNull();
  }
}
