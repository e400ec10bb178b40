// `fake-aws [SETTINGS-JSON]`: the fake AWS server as a program. Prints {"port":N,"url":"..."} and
// runs until its standard input closes.
#include "net/net.h"
#include "support/fake_aws.h"

#include <cstdio>

using namespace audience;

int main(int argc, char **argv) {
    test::FakeAws server;
    if (argc > 1) {
        SystemClock clock;
        SystemRng rng;
        net::HttpRequest request;
        request.method = "POST";
        request.url = server.url() + "/__control";
        request.body = argv[1];
        const auto answer = net::curlNet(clock, rng)->makeClient()->send(request);
        if (!answer || answer->status != 200) {
            std::fprintf(stderr, "fake-aws: %s\n",
                         answer ? answer->body.c_str() : answer.error().id.c_str());
            return 2;
        }
    }
    std::printf("{\"port\":%d,\"url\":\"%s\"}\n", server.port(), server.url().c_str());
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
    return 0;
}
