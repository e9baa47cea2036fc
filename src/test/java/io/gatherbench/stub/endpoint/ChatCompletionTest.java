package io.gatherbench.stub.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.stub.endpoint.ChatCompletion.ChatRequest;
import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.ResponseOptions;
import org.junit.jupiter.api.Test;

class ChatCompletionTest {

  @Test
  void replyIsAFunctionOfPromptAndSeed() throws BadRequestException {
    ChatRequest why = request("why");

    assertThat(ChatCompletion.of(why, 1, 40, null)).isEqualTo(ChatCompletion.of(why, 1, 40, null));
    assertThat(ChatCompletion.of(why, 2, 40, null).tokens())
        .isNotEqualTo(ChatCompletion.of(why, 1, 40, null).tokens());
    assertThat(ChatCompletion.of(request("how"), 1, 40, null).tokens())
        .isNotEqualTo(ChatCompletion.of(why, 1, 40, null).tokens());
  }

  @Test
  void longerReplyBeginsAsTheShorterOne() throws BadRequestException {
    ChatRequest why = request("why");

    assertThat(ChatCompletion.of(why, 1, 40, null).tokens().subList(0, 10))
        .isEqualTo(ChatCompletion.of(why, 1, 10, null).tokens());
  }

  @Test
  void givenReplyIsRepeatedToLength() throws BadRequestException {
    assertThat(
            ChatCompletion.of(request("why"), 1, ResponseOptions.UNSTATED, "because it is")
                .tokens())
        .containsExactly("because", " it", " is");
    assertThat(ChatCompletion.of(request("why"), 1, 4, "no way").tokens()).hasSize(4);
  }

  @Test
  void maxTokensCutsTheReply() throws BadRequestException {
    ChatRequest limited =
        ChatRequest.parse(
            Bytes.of("{\"max_tokens\":3,\"messages\":[{\"role\":\"user\",\"content\":\"a b\"}]}"));

    ChatCompletion completion = ChatCompletion.of(limited, 1, 40, null);

    assertThat(completion.tokens()).hasSize(3);
    assertThat(completion.finishReason()).isEqualTo("length");
    assertThat(completion.whole().path("usage").path("total_tokens").asInt()).isEqualTo(5);
  }

  private static ChatRequest request(String prompt) throws BadRequestException {
    return ChatRequest.parse(
        Bytes.of("{\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]}"));
  }
}
