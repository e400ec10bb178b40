// bench_liquid [PROFILES.jsonl TEMPLATE_DIR] [SECONDS=2]: renders every DIR/*.liquid for every profile on one
// core, through the interface that sends use (no copy of the JSON, limits on, one output buffer). One JSON
// line per template, as the LiquidJS program of the personalisation benchmark prints them:
//   {"case", "renders_per_s", "bytes", "sha256"}
// Bytes and hash are those of the first pass over all profiles. Without arguments it renders three templates
// of its own for 1,000 profiles made here. Any template that cannot be parsed or rendered ends the program.
#include "base/digest.h"
#include "base/json.h"
#include "liquid/json_source.h"
#include "liquid/liquid.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace audience;

namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr int kRendersPerLook = 50; // between two looks at the clock, as the peer does

struct Case {
    std::string name, source;
};

[[noreturn]] void die(const std::string &what) {
    std::fprintf(stderr, "bench_liquid: %s\n", what.c_str());
    std::exit(2);
}

std::string readFile(const std::filesystem::path &path) {
    std::ifstream file(path, std::ios::binary);
    if (!file)
        die("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<Json> readProfiles(const std::string &path) {
    std::vector<Json> profiles;
    const std::string text = readFile(path);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        if (end > at) {
            auto profile = parseJson(std::string_view(text).substr(at, end - at));
            if (!profile)
                die(path + " is not one JSON object per line");
            profiles.push_back(*std::move(profile));
        }
        at = end + 1;
    }
    if (profiles.empty())
        die(path + " has no profiles");
    return profiles;
}

std::vector<Case> readTemplates(const std::string &directory) {
    std::vector<Case> cases;
    std::error_code failed;
    for (const auto &entry : std::filesystem::directory_iterator(directory, failed))
        if (entry.path().extension() == ".liquid")
            cases.push_back({entry.path().stem().string(), readFile(entry.path())});
    std::sort(cases.begin(), cases.end(), [](const Case &a, const Case &b) { return a.name < b.name; });
    if (cases.empty())
        die(directory + " has no *.liquid");
    return cases;
}

std::vector<Json> makeProfiles() {
    std::vector<Json> profiles;
    for (int i = 0; i < 1000; ++i) {
        Json orders = Json::array();
        for (int k = 0; k < i % 5; ++k)
            orders.push_back({{"name", k % 2 == 0 ? "Tea & Cup" : "Desk Lamp"}, {"price", (i * 37 + k * 911) % 9000 / 100.0}});
        profiles.push_back({{"first_name", i % 9 == 0 ? Json(nullptr) : Json("person " + std::to_string(i))},
                            {"joined", "2019-0" + std::to_string(1 + i % 9) + "-17"},
                            {"spend", i * 7919 % 100000 / 100.0},
                            {"orders", orders}});
    }
    return profiles;
}

std::vector<Case> ownTemplates() {
    return {{"fields", "Hello {{ first_name | default: 'friend' | capitalize }}, with us since {{ joined | date: '%B %Y' }}."},
            {"loop", "{% for o in orders %}{{ forloop.index }}. {{ o.name | escape }}: {{ o.price | times: 1.19 | round: 2 }}\n{% endfor %}"},
            {"rules", "{% assign best = orders | sort: 'price' | last %}{% if spend > 500 and best %}{{ best.name | upcase }}"
                      "{% elsif spend > 100 %}{{ spend | floor }}{% else %}-{% endif %}"}};
}

void run(const Case &one, const std::vector<Json> &profiles, double seconds) {
    const liquid::Parsed parsed = liquid::parse(one.source);
    if (!parsed.program)
        die(one.name + ": " + parsed.findings.back().id);
    liquid::RenderOptions options;
    options.escape = liquid::Escape::None;
    options.stopAtError = false;
    options.now = SystemClock().now();
    options.clock = [] { return SystemClock().steady(); };
    std::string out;
    const auto render = [&](const Json &profile) {
        out.clear();
        if (const auto done = parsed.program->render(liquid::JsonSource(profile), options, out); !done)
            die(one.name + ": " + done.error().id);
    };
    Sha256Stream hash;
    std::size_t bytes = 0;
    for (const Json &profile : profiles) {
        render(profile);
        bytes += out.size();
        hash.add(out);
    }
    std::size_t renders = 0;
    const auto from = SteadyClock::now();
    double passed = 0;
    while (passed < seconds) {
        for (int i = 0; i < kRendersPerLook; ++i)
            render(profiles[renders++ % profiles.size()]);
        passed = std::chrono::duration<double>(SteadyClock::now() - from).count();
    }
    std::printf("{\"case\":\"%s\",\"renders_per_s\":%.0f,\"bytes\":%zu,\"sha256\":\"%s\"}\n", one.name.c_str(),
                std::round(static_cast<double>(renders) / passed), bytes, toHex(hash.finish()).substr(0, 16).c_str());
    std::fflush(stdout);
}

} // namespace

int main(int count, char **arguments) {
    const bool hasFiles = count > 2;
    const double seconds = count > 3 ? std::atof(arguments[3]) : 2;
    const std::vector<Json> profiles = hasFiles ? readProfiles(arguments[1]) : makeProfiles();
    for (const Case &one : hasFiles ? readTemplates(arguments[2]) : ownTemplates())
        run(one, profiles, seconds > 0 ? seconds : 2);
    return 0;
}
