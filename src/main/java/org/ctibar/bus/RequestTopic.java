package org.ctibar.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An address that answers, with the types of question and answer. The bus is best effort: a question carries an id,
 * is sent again when nobody answered, and an answerer that knows the id gives its first answer again.
 *
 * @param <Q> a record, or a sealed interface of records
 * @param <R> a record; {@link Void} for an empty answer
 */
public final class RequestTopic<Q, R> {
  private static final Logger LOG = LoggerFactory.getLogger(RequestTopic.class);
  private static final String ID = "id";
  private static final String FENCE = "fence";
  private static final int NOT_OWNER = 1;
  private static final int SEND_TIMEOUT_MS = 500;
  private static final int NOBODY_PAUSE_MS = 200;
  /** An owner that died is replaced by then, one that froze perhaps not. */
  private static final long PATIENCE_NS = 4_000_000_000L;

  private final String prefix;
  private final Class<Q> question;
  private final Class<R> answer;
  private final boolean nearest;

  private RequestTopic(String prefix, Class<Q> question, Class<R> answer, boolean nearest) {
    this.prefix = prefix;
    this.question = question;
    this.answer = answer;
    this.nearest = nearest;
  }

  /** Answered by whoever owns what the suffix names. */
  static <Q, R> RequestTopic<Q, R> ofOwner(String prefix, Class<Q> question, Class<R> answer) {
    return new RequestTopic<>(prefix, question, answer, false);
  }

  /** Answered by any node as well as by another: this one is asked first, and cannot die alone. */
  static <Q, R> RequestTopic<Q, R> ofAnyNode(String prefix, Class<Q> question, Class<R> answer) {
    return new RequestTopic<>(prefix, question, answer, true);
  }

  /**
   * Asks at the address without a suffix.
   *
   * @return fails with a {@link CtiException}: the answerer's own, UNAVAILABLE if nobody listened for 4 s, TIMEOUT if
   *     nobody answered within 500 ms each for so long
   */
  public Future<R> ask(Vertx vertx, Q body) {
    return ask(vertx, "", body);
  }

  /** As {@link #ask(Vertx, Object)}, at the address of one owner, {@code suffix} being its queue or switch. */
  public Future<R> ask(Vertx vertx, String suffix, Q body) {
    return ask(vertx, suffix, body, null);
  }

  /**
   * As {@link #ask(Vertx, String, Object)}, as the owner of something.
   *
   * @param fence refused with CONFLICT where a newer owner was heard of; null if it does not matter
   */
  public Future<R> ask(Vertx vertx, String suffix, Q body, Fence fence) {
    DeliveryOptions options = Protocol.mark(vertx, new DeliveryOptions())
        .setLocalOnly(nearest)
        .setSendTimeout(SEND_TIMEOUT_MS)
        .addHeader(ID, UUID.randomUUID().toString());
    if (fence != null) {
      options.addHeader(FENCE, fence.toString());
    }
    long deadline = System.nanoTime() + PATIENCE_NS;
    return attempt(vertx, prefix + suffix, Json.encode(body), options, deadline);
  }

  /**
   * Answers on this node. {@code handler} may return a failed future or throw; on {@link NotOwner} the asking side tries
   * again, a {@link CtiException} reaches it as it is, anything else as INTERNAL with an id that stands in the log.
   */
  public MessageConsumer<String> serve(Vertx vertx, String suffix, Function<Q, Future<R>> handler) {
    String address = prefix + suffix;
    RecentAnswers recent = RecentAnswers.of(vertx, address);
    Voices voices = Voices.of(vertx);
    return vertx.eventBus().consumer(address, message -> {
      if (!voices.hears(message.headers())) {
        message.fail(NOT_OWNER, "the others have gone on without the node that asks");
        return;
      }
      String id = message.headers().get(ID);
      recent
          .answer(id, () -> handle(vertx, message, handler))
          .onSuccess(message::reply)
          .onFailure(notOwner -> message.fail(NOT_OWNER, notOwner.getMessage()));
    });
  }

  private Future<String> handle(
      Vertx vertx, Message<String> message, Function<Q, Future<R>> handler) {
    Future<R> result;
    try {
      Protocol.check(message.headers());
      String fence = message.headers().get(FENCE);
      if (fence != null) {
        Fences.of(vertx).admit(Fence.parse(fence));
      }
      result = handler.apply(Json.decode(message.body(), question));
    } catch (RuntimeException e) {
      result = Future.failedFuture(e);
    }
    return result
        .map(Answer::of)
        .recover(e -> e instanceof NotOwner
            ? Future.failedFuture(e)
            : Future.succeededFuture(Answer.refusal(e)))
        .map(Json::encode);
  }

  private Future<R> attempt(
      Vertx vertx, String address, String body, DeliveryOptions options, long deadline) {
    return vertx.eventBus().<String>request(address, body, options).transform(sent -> {
      if (sent.succeeded()) {
        return decode(sent.result().body());
      }
      if (options.isLocalOnly() && isNobodys(sent.cause())) {
        return attempt(
            vertx, address, body, new DeliveryOptions(options).setLocalOnly(false), deadline);
      }
      if (System.nanoTime() - deadline < 0 && worthAnotherTry(sent.cause())) {
        return pause(vertx, sent.cause())
            .compose(v -> attempt(vertx, address, body, options, deadline));
      }
      return Future.failedFuture(asking(address, sent.cause()));
    });
  }

  /** A missing handler is told at once; give the next owner a moment to appear. */
  private static Future<Void> pause(Vertx vertx, Throwable cause) {
    boolean timedOut = ((ReplyException) cause).failureType() == ReplyFailure.TIMEOUT;
    if (timedOut) {
      return Future.succeededFuture();
    }
    return vertx
        .timer(NOBODY_PAUSE_MS)
        .<Void>mapEmpty()
        .recover(closing ->
            Future.failedFuture(new CtiException(ErrorCode.UNAVAILABLE, "this node stops")));
  }

  private static boolean worthAnotherTry(Throwable cause) {
    return isNobodys(cause)
        || cause instanceof ReplyException r && r.failureType() == ReplyFailure.TIMEOUT;
  }

  /** Nobody was there, or nobody who may answer. */
  private static boolean isNobodys(Throwable cause) {
    return cause instanceof ReplyException r
        && switch (r.failureType()) {
          case NO_HANDLERS -> true;
          case RECIPIENT_FAILURE -> r.failureCode() == NOT_OWNER;
          case TIMEOUT, ERROR -> false;
        };
  }

  private static CtiException asking(String address, Throwable cause) {
    if (cause instanceof ReplyException r) {
      return switch (r.failureType()) {
        case NO_HANDLERS -> new CtiException(ErrorCode.UNAVAILABLE, "nobody serves " + address);
        case TIMEOUT -> new CtiException(ErrorCode.TIMEOUT, "no answer from " + address);
        case RECIPIENT_FAILURE -> new CtiException(ErrorCode.UNAVAILABLE, r.getMessage());
        case ERROR -> new CtiException(ErrorCode.INTERNAL, "failed at " + address);
      };
    }
    LOG.error("Question could not be sent address={}", address, cause);
    return new CtiException(ErrorCode.INTERNAL, "failed at " + address);
  }

  private Future<R> decode(String text) {
    Answer reply = Json.decode(text, Answer.class);
    if (reply.code() != ErrorCode.OK.number()) {
      return Future.failedFuture(
          new CtiException(ErrorCode.of(reply.code()), reply.msg(), reply.allowed()));
    }
    return Future.succeededFuture(
        answer == Void.class || reply.data() == null
            ? null
            : Json.mapper().convertValue(reply.data(), answer));
  }
}
