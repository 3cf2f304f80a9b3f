package dev.turnpike.core.upstream.fake;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.reactivestreams.FlowAdapters;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/** The JDK's HTTP client under AWS's SDK, so that no other is brought in for a few tests. */
final class JdkSdkHttpClient implements SdkAsyncHttpClient {
  /** The client sets these itself and lets nobody else. */
  private static final Set<String> OWN = Set.of("host", "content-length", "connection", "expect");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Override
  public CompletableFuture<Void> execute(AsyncExecuteRequest call) {
    var asked = call.request();
    var content = FlowAdapters.toFlowPublisher(call.requestContentPublisher());
    var length = call.requestContentPublisher().contentLength().orElse(0L);
    var body =
        length == 0
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.fromPublisher(content, length);
    var request = HttpRequest.newBuilder(asked.getUri()).method(asked.method().name(), body);
    asked
        .headers()
        .forEach(
            (name, values) -> {
              if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return client
        .sendAsync(request.build(), HttpResponse.BodyHandlers.ofPublisher())
        .thenAccept(
            response -> {
              var head = SdkHttpFullResponse.builder().statusCode(response.statusCode());
              response.headers().map().forEach(head::putHeader);
              call.responseHandler().onHeaders(head.build());
              call.responseHandler()
                  .onStream(FlowAdapters.toPublisher(new Pieces(response.body())));
            })
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                call.responseHandler().onError(failure);
              }
            });
  }

  /** Buffers one by one, where the JDK gives them in lists. */
  private record Pieces(Flow.Publisher<List<ByteBuffer>> lists)
      implements Flow.Publisher<ByteBuffer> {
    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      lists.subscribe(
          new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
              subscriber.onSubscribe(subscription);
            }

            @Override
            public void onNext(List<ByteBuffer> buffers) {
              int size = buffers.stream().mapToInt(ByteBuffer::remaining).sum();
              var joined = ByteBuffer.allocate(size);
              buffers.forEach(joined::put);
              subscriber.onNext(joined.flip());
            }

            @Override
            public void onError(Throwable failure) {
              subscriber.onError(failure);
            }

            @Override
            public void onComplete() {
              subscriber.onComplete();
            }
          });
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
