package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AwsRequestTest {

  private static final class ReceiveMessageRequest {}

  @Test
  void servicesGoByTheNamesThatAwsHasForThem() {
    assertThat(AwsRequest.service("Amazon S3")).isEqualTo("S3");
    assertThat(AwsRequest.service("AmazonSQS")).isEqualTo("SQS");
    assertThat(AwsRequest.service("AmazonDynamoDBv2")).isEqualTo("DynamoDB");
    assertThat(AwsRequest.service("AWSSecurityTokenService")).isEqualTo("STS");
    assertThat(AwsRequest.service("AWSLambda")).isEqualTo("Lambda");
    assertThat(AwsRequest.service("Amazon")).isEqualTo("Amazon");
    assertThat(AwsRequest.service(null)).isNull();
  }

  @Test
  void anOperationIsCalledAsItsRequest() {
    assertThat(AwsRequest.method(ReceiveMessageRequest.class)).isEqualTo("ReceiveMessage");
    assertThat(AwsRequest.method(String.class)).isEqualTo("String");
  }

  @Test
  void theRegionIsThatOfTheSignature() {
    String begin = "AWS4-HMAC-SHA256 Credential=ID/20260101/";
    assertThat(AwsRequest.region(begin + "eu-west-1/s3/aws4_request, Signature=0"))
        .isEqualTo("eu-west-1");
    assertThat(AwsRequest.region(begin + "eu-west-2/s3/aws4_request")).isEqualTo("eu-west-2");
    assertThat(AwsRequest.region(begin + "eu-west-2/s3/aws4_request")).isEqualTo("eu-west-2");
  }

  @Test
  void whatIsNoSuchSignatureTellsNone() {
    assertThat(AwsRequest.region(null)).isNull();
    assertThat(AwsRequest.region("AWS ID:signature")).isNull();
    assertThat(AwsRequest.region("Credential=")).isNull();
    assertThat(AwsRequest.region("Credential=ID/20260101")).isNull();
    assertThat(AwsRequest.region("Credential=ID/20260101/")).isNull();
    assertThat(AwsRequest.region("Credential=ID/20260101//s3")).isNull();
  }
}
