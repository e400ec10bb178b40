// How many personalised, signed and durably recorded emails leave in a second, against a service on
// loopback that answers at once:
//   bench_sending [RECIPIENTS=20000] [RUNS=3] [URL]
//   bench_sending serve [FILE COUNT]      that service alone; keeps the first COUNT bodies in FILE
// The whole program works as in earnest: a workspace on disk, imported people with consent, a sample
// template, an armed campaign, CampaignService::run(). One JSON line per run; exits 1 when anything failed
// or an email is not on record as accepted.
#include "base/json.h"
#include "sending/lean_server.h"
#include "service/campaign_service.h"
#include "service/connection_service.h"
#include "service/data_service.h"
#include "service/imprint.h"
#include "service/sample_templates.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/template_service.h"
#include "service/workspace_service.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>

using namespace audience;
using namespace audience::service;

namespace {

struct Usage {
    double seconds = 0, processor = 0, peakMegabytes = 0;
};

Usage usageNow() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
#ifdef __APPLE__
    const double bytesPerUnit = 1;
#else
    const double bytesPerUnit = 1024;
#endif
    return {std::chrono::duration<double>(SystemClock().steady()).count(), seconds(usage.ru_utime) + seconds(usage.ru_stime),
            static_cast<double>(usage.ru_maxrss) * bytesPerUnit / 1e6};
}

void writePeople(const std::string &path, int count) {
    const char *const names[] = {"Anna", "Bj\xc3\xb6rn", "Chlo\xc3\xa9", "Dmitri", "Elif", "Farah", "Gustav", "Hana"};
    const char *const cities[] = {"Kiel", "Malm\xc3\xb6", "Porto", "Gda\xc5\x84sk", "Lyon"};
    std::ofstream file(path, std::ios::binary);
    file << "id,email,first_name,city,tier,joined,offers\n";
    for (int i = 0; i < count; ++i)
        file << i << ",reader" << i << "@mail" << i % 40 << ".example.com," << names[i % 8] << ',' << cities[i % 5] << ','
             << (i % 9 == 0 ? "gold" : "blue") << ",20" << 10 + i % 15 << "-0" << 1 + i % 9 << "-1" << i % 10 << ",yes\n";
}

// A workspace with one armed campaign to everybody.
Result<CampaignId> prepare(Session &session, const std::string &folder, const std::string &url, int recipients) {
    ingest::ImportSpec import;
    import.path = folder + "/people.csv";
    import.name = "people";
    import.role = store::DatasetRole::Profiles;
    import.key = "id";
    import.email = "email";
    import.consent = "offers";
    writePeople(import.path, recipients);
    TRY(DataService(session).importFile(import));
    TRY(saveImprint(session, {"Harbour Outdoor", "1 Quay, 24103 Kiel"}));

    model::SesConnection ses;
    ses.name = "ses";
    ses.region = "eu-west-1";
    ses.endpoint = url;
    ses.fromAddress = "Harbour Outdoor <news@example.com>";
    ses.postalAddress = "1 Quay, 24103 Kiel";
    ses.unsubscribe = {model::UnsubscribeKind::Url, "https://u.example.com/u?t={token}"};
    ses.configurationSet = "audience-sync";
    ses.credentials = "env";
    TRY(ConnectionService(session).save(ses));

    SegmentView everybody;
    everybody.name = "Everybody";
    TRY_ASSIGN(everybody.rule, SegmentService(session).fromText("email is not empty"));
    TRY_ASSIGN(const SegmentView segment, SegmentService(session).save(everybody));
    TemplateView winback;
    for (const model::EmailTemplate &one : sampleTemplates())
        if (one.name == "Win-back")
            winback.email = one;
    TRY_ASSIGN(const TemplateView email, TemplateService(session).save(winback));
    CampaignView campaign;
    campaign.campaign.name = "Spring";
    campaign.campaign.segment = segment.id;
    campaign.campaign.emailTemplate = email.id;
    campaign.campaign.connection = "ses";
    TRY_ASSIGN(const CampaignView saved, CampaignService(session).save(campaign));
    TRY(CampaignService(session).arm(saved.id));
    return saved.id;
}

Result<void> measure(const std::string &url, int recipients) {
    const QTemporaryDir folder;
    const std::string path = folder.path().toStdString();
    Session::Options options;
    options.environment.stateDirectory = path + "/state";
    TRY_ASSIGN(const auto session, Session::create(path + "/shop.audience", options));
    TRY_ASSIGN(const CampaignId campaign, prepare(*session, path, url, recipients));
    const Usage before = usageNow();
    TRY_ASSIGN(const CampaignStatus status, CampaignService(*session).run(campaign));
    const Usage after = usageNow();
    const double seconds = after.seconds - before.seconds, processor = after.processor - before.processor;
    const auto accepted = status.states.at("accepted");
    const Json line{{"what", "sending"},
                    {"recipients", recipients},
                    {"accepted", accepted},
                    {"seconds", seconds},
                    {"per_second", static_cast<double>(accepted) / seconds},
                    {"processor_us_per_message", processor * 1e6 / static_cast<double>(recipients)},
                    {"per_processor_second", static_cast<double>(recipients) / processor},
                    {"peak_megabytes_before", before.peakMegabytes},
                    {"peak_megabytes", after.peakMegabytes}};
    std::puts(dumpJson(line).c_str());
    std::fflush(stdout);
    if (accepted != recipients)
        return Error(ErrorKind::Internal, "bench.not_all_accepted");
    TRY_ASSIGN(const auto findings, WorkspaceService(*session).doctor());
    return findings.empty() ? Result<void>() : Result<void>(Error(ErrorKind::Internal, findings.front().id));
}

} // namespace

int main(int argc, char **argv) {
    const auto argument = [&](int index, const char *otherwise) { return argc > index ? std::string(argv[index]) : std::string(otherwise); };
    bench::LeanServer server;
    std::string url = argument(3, "");
    const bool servesOnly = argument(1, "") == "serve";
    pid_t child = 0;
    if (servesOnly || url.empty()) {
        const int port = server.listen();
        url = "http://127.0.0.1:" + std::to_string(port);
        if (servesOnly) {
            std::puts(url.c_str());
            std::fflush(stdout);
            server.serve(argument(2, ""), std::atoi(argument(3, "0").c_str()));
        }
        child = ::fork(); // its processor time is not ours
        if (child == 0)
            server.serve({}, 0);
    }
    ::setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE", 1);
    ::setenv("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", 1);
    const QCoreApplication application(argc, argv);
    int code = 0;
    for (int run = std::atoi(argument(2, "3").c_str()); run > 0 && code == 0; --run)
        if (const auto done = measure(url, std::atoi(argument(1, "20000").c_str())); !done) {
            std::fprintf(stderr, "%s %s\n", done.error().id.c_str(), done.error().detail.c_str());
            code = 1;
        }
    if (child > 0) {
        ::kill(child, SIGTERM);
        ::waitpid(child, nullptr, 0);
    }
    return code;
}
