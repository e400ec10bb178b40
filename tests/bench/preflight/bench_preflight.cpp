// How long it takes to make the email for everybody and to look at each:
//   bench_preflight [RECIPIENTS=100000] [RUNS=3]
// The whole of it: a workspace on disk with imported people and consent, a ready template (upsell, 22 KB), one person in
// nine without a first name, one in fifty with a link that cannot be opened. One JSON line per run; exits 1 when the
// findings are not the ones that were put in.
#include "base/json.h"
#include "service/data_service.h"
#include "service/imprint.h"
#include "service/preflight.h"
#include "service/sample_templates.h"
#include "service/segment_service.h"
#include "service/session.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>

using namespace audience;
using namespace audience::service;

namespace {

template <class T> T need(Result<T> result, const char *step) {
    if (result)
        return *std::move(result);
    std::fprintf(stderr, "bench_preflight: %s: %s %s\n", step, result.error().id.c_str(), result.error().detail.c_str());
    std::exit(1);
}

void writePeople(const std::string &path, int count) {
    const char *const names[] = {"Anna", "Bj\xc3\xb6rn", "Chlo\xc3\xa9", "Dmitri", "Elif", "Farah", "Gustav", "Hana"};
    std::ofstream file(path, std::ios::binary);
    file << "id,email,first_name,city,page,consent\n";
    for (int i = 0; i < count; ++i)
        file << i << ",reader" << i << "@mail" << i % 40 << ".example.com," << (i % 9 == 0 ? "" : names[i % 8]) << ',' << (i % 3 == 0 ? "" : "Kiel") << ','
             << (i % 50 == 0 ? "shop.example.com/" : "https://shop.example.com/") << i << ",yes\n";
}

double processorSeconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double peakMegabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
    return static_cast<double>(usage.ru_maxrss) / 1e6;
#else
    return static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;
#endif
}

std::int64_t peopleWith(const PreflightReport &report, const std::string &id) {
    std::int64_t people = 0;
    for (const PreflightFinding &one : report.findings)
        people += one.finding.id == id ? one.people : 0;
    return people;
}

} // namespace

int main(int count, char **arguments) {
    QCoreApplication application(count, arguments);
    const int people = count > 1 ? std::atoi(arguments[1]) : 100'000, runs = count > 2 ? std::atoi(arguments[2]) : 3;
    QTemporaryDir folder;
    const auto file = [&](const char *name) { return folder.filePath(QLatin1String(name)).toStdString(); };
    Session::Options options;
    options.environment.stateDirectory = file("state");
    const auto session = need(Session::create(file("shop.audience"), options), "workspace");
    writePeople(file("people.csv"), people);
    ingest::ImportSpec import;
    import.path = file("people.csv");
    import.name = "people";
    import.role = store::DatasetRole::Profiles;
    import.key = "id";
    import.email = "email";
    import.consent = "consent";
    need(DataService(*session).importFile(import), "import");
    if (!saveImprint(*session, {"Harbour Outdoor", "1 Quay, 24103 Kiel"}))
        return 1;

    PreflightRequest request;
    for (const model::EmailTemplate &one : sampleTemplates())
        if (one.name == "Upsell")
            request.email = one;
    request.email.blocks.reset(); // its HTML is changed by hand
    // A greeting without words for those who have no name, and a link of each person's own.
    const std::size_t body = request.email.html.rfind("</body>");
    request.email.html.insert(body, "<p>Yours, {{ first_name }}, is at <a href=\"{{ page }}\">your page</a>.</p>");
    request.rule = need(SegmentService(*session).fromText("everybody"), "rule");
    for (int run = 0; run < runs; ++run) {
        const double processor = processorSeconds();
        const auto result = need(PreflightService(*session).run(request), "preflight");
        const PreflightReport &report = PreflightService::reportOf(*result);
        const std::int64_t gaps = peopleWith(report, "preflight.gap"), links = peopleWith(report, "preflight.link_broken");
        const bool isRight = report.checked == people && gaps == (people + 8) / 9 && links == (people + 49) / 50;
        std::printf("%s\n", Json{{"people", report.checked},
                                 {"seconds", report.seconds},
                                 {"per_second", static_cast<double>(report.checked) / report.seconds},
                                 {"processor_seconds", processorSeconds() - processor},
                                 {"median_bytes", report.medianBytes},
                                 {"peak_megabytes", peakMegabytes()},
                                 {"gaps", gaps},
                                 {"broken_links", links}}
                                .dump()
                                .c_str());
        if (!isRight)
            return 1;
    }
    return 0;
}
