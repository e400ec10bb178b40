#include "service/demo_service.h"

#include "base/text.h"
#include "ingest/importer.h"
#include "service/campaign_service.h"
#include "service/data_service.h"
#include "service/dataset_links.h"
#include "service/definition_service.h"
#include "service/demo_history.h"
#include "service/imprint.h"
#include "service/people.h"
#include "service/runner_kit.h"
#include "service/sample_templates.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/studio_service.h"
#include "service/template_service.h"
#include "store/connection.h"
#include "workspace/consent_repository.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>

namespace audience::service {

namespace {

namespace fs = std::filesystem;

class Steps {
public:
    explicit Steps(Progress *progress, int total) : m_progress(progress) {
        if (progress) {
            progress->setTotal(total);
            progress->setDone(0);
        }
    }
    void done(std::string id, std::int64_t count) {
        const auto now = std::chrono::steady_clock::now();
        m_steps.push_back({std::move(id), count, std::chrono::duration<double>(now - m_since).count()});
        m_since = now;
        if (m_progress)
            m_progress->setDone(static_cast<std::int64_t>(m_steps.size()));
    }
    std::vector<DemoStep> take() { return std::move(m_steps); }

private:
    Progress *m_progress;
    std::chrono::steady_clock::time_point m_since = std::chrono::steady_clock::now();
    std::vector<DemoStep> m_steps;
};

// The generated files, in a folder that goes with this object.
class ShopFiles {
public:
    static Result<ShopFiles> write(const DemoShop &shop) {
        ShopFiles files;
        std::error_code failed;
        SystemRng chance; // the workspace's may be seeded, and two shops at once must not share a folder
        files.m_folder = fs::temp_directory_path(failed) / ("audience-demo-" + makeUuid(chance));
        fs::create_directories(files.m_folder, failed);
        const std::pair<const char *, const std::string *> all[] = {{"customers.csv", &shop.customersCsv}, {"events.csv", &shop.eventsCsv},
                                                                    {"products.csv", &shop.productsCsv}, {"past campaigns.csv", &shop.campaignsCsv}};
        for (const auto &[name, text] : all) {
            std::ofstream file(files.m_folder / name, std::ios::binary);
            file << *text;
            file.flush();
            if (!file)
                return Error(ErrorKind::Io, "data.cannot_write").with("path", (files.m_folder / name).string());
        }
        return files;
    }
    ShopFiles() = default;
    ShopFiles(ShopFiles &&other) noexcept : m_folder(std::exchange(other.m_folder, {})) {}
    ShopFiles &operator=(ShopFiles &&) = delete;
    ~ShopFiles() {
        std::error_code ignored;
        if (!m_folder.empty())
            fs::remove_all(m_folder, ignored);
    }
    std::string path(const char *name) const { return (m_folder / name).string(); }

private:
    fs::path m_folder;
};

ingest::ImportSpec spec(const ShopFiles &files, const char *file, const char *name, store::DatasetRole role) {
    ingest::ImportSpec spec;
    spec.path = files.path(file);
    spec.name = name;
    spec.role = role;
    spec.dates = ingest::DateOrder::Dmy;
    return spec;
}

// Consent as the two columns of the customers say, dated by the third.
Result<void> recordConsent(Session &session) {
    workspace::ConsentRepository consent(session.workspace());
    workspace::Topic receipts;
    receipts.key = "receipts";
    receipts.name = "Receipts and delivery";
    receipts.kind = workspace::TopicKind::Required;
    TRY_ASSIGN(const auto required, consent.saveTopic(receipts));
    (void)required;
    TRY_ASSIGN(const People people, People::load(session));
    for (const auto &[column, name] : {std::pair<const char *, const char *>{"newsletter", "Newsletter"}, {"offers", "Offers"}}) {
        workspace::Topic wanted;
        wanted.key = column;
        wanted.name = name;
        wanted.kind = workspace::TopicKind::OptIn;
        TRY_ASSIGN(const workspace::Topic topic, consent.saveTopic(wanted));
        TRY_ASSIGN(const auto answers, people.column(column));
        engine::Bitmap yes(people.snapshot().ordinals());
        people.snapshot().members().forEach([&](Ordinal person) {
            const std::string answer = engine::toText(cellOf(*answers, person));
            if (answer == "yes" || answer == "true")
                yes.add(person);
            return true; // whoever was never asked, or said no, has not agreed: nothing to record
        });
        const Instant at = session.workspace().clock().now();
        TRY(consent.setMany(topic.id, yes, {workspace::ConsentState::Granted, at, "demo shop", "Yes, send me the " + toLowerAscii(name) + "."}));
    }
    return {};
}

Result<void> saveDefinition(Session &session) {
    DefinitionService definitions(session);
    TRY_ASSIGN(DefinitionView view, definitions.definition());
    view.definition.purchaseEvent = "purchase";
    view.definition.valueField = "amount";
    view.definition.currency = "EUR";
    view.definition.zone = "Europe/Berlin";
    TRY_ASSIGN(const DefinitionView saved, definitions.save(view));
    (void)saved;
    return {};
}

// What the shop looks like: every email made of blocks takes it.
Result<void> saveBrand(Session &session) {
    StudioService studio(session);
    TRY_ASSIGN(BrandView brand, studio.brand());
    brand.kit.name = "Nordwind";
    brand.kit.colours = {{"text", "#1f2d36", "#e8ebee"},    {"muted", "#5a6873", "#a8b0b8"},      {"background", "#f0f3f4", "#12181c"}, {"surface", "#ffffff", "#1b242b"},
                         {"soft", "#e4edf1", "#26343d"},    {"primary", "#23445c", "#8cc0e6"},    {"on_primary", "#ffffff", "#0d1a24"}, {"accent", "#9f4716", "#f2a36e"},
                         {"link", "#1f5d8c", "#8cc0e6"},    {"border", "#d8dfe3", "#39444d"}};
    brand.kit.fonts = {{"heading", "Georgia, 'Times New Roman', serif"}, {"body", "Helvetica, Arial, sans-serif"}};
    brand.kit.tone = "Plain and warm. Short sentences, no exclamation marks, nothing that is not true.";
    TRY_ASSIGN(const BrandView saved, studio.saveBrand(brand));
    (void)saved;
    return {};
}

Result<std::int64_t> saveSegments(Session &session) {
    SegmentService segments(session);
    static constexpr std::pair<const char *, const char *> kRules[] = {
        {"Win-back, high value", "did purchase with sum of amount > 300 and did not purchase in the last 90 days"},
        {"New this month", "joined within the last 30 days"},
        {"Newsletter readers", "newsletter = yes"},
        {"Frequent buyers", "did purchase at least 4 times in the last 365 days"},
        {"Cart left this week", "did add_to_cart in the last 7 days and did not purchase in the last 7 days"},
        {"German-speaking, gold", "country in (DE, AT, CH) and tier = gold"},
    };
    for (const auto &[name, text] : kRules) {
        SegmentView segment;
        segment.name = name;
        TRY_ASSIGN(segment.rule, segments.fromText(text));
        TRY_ASSIGN(const SegmentView saved, segments.save(segment));
        (void)saved;
    }
    return static_cast<std::int64_t>(std::size(kRules));
}

} // namespace

Result<bool> DemoService::isEmpty() const {
    TRY_ASSIGN(const auto datasets, DataService(m_session).datasets());
    return datasets.empty();
}

Result<std::vector<DemoStep>> DemoService::fill(const DemoShopOptions &options, Progress *progress, const CancelToken &cancel) {
    Steps steps(progress, 8);
    workspace::Workspace &file = m_session.workspace();
    TRY(file.setSetting("name", Json("Nordwind shop")));
    TRY(file.setSetting("now", Json("last event")));
    TRY(saveImprint(m_session, {"Nordwind", "Nordwind GmbH, Kaistraße 4, 20457 Hamburg"}));
    const DemoShop shop = makeDemoShop(options);
    TRY_ASSIGN(const ShopFiles files, ShopFiles::write(shop));

    auto customers = spec(files, "customers.csv", "customers", store::DatasetRole::Profiles);
    customers.key = "customer_id";
    customers.email = "email";
    TRY_ASSIGN(const auto people, ingest::importFile(file, customers, nullptr, cancel));
    steps.done("people", people.kept);
    auto events = spec(files, "events.csv", "events", store::DatasetRole::Events);
    events.profile = "customer_id";
    events.time = "happened_at";
    events.nameColumn = "event";
    TRY_ASSIGN(const auto happened, ingest::importFile(file, events, nullptr, cancel));
    steps.done("events", happened.kept);
    auto products = spec(files, "products.csv", "products", store::DatasetRole::Table);
    products.key = "product_id";
    TRY_ASSIGN(const auto sold, ingest::importFile(file, products, nullptr, cancel));
    TRY(DatasetLinks(m_session).guess(products.name));
    steps.done("products", sold.kept);
    auto campaigns = spec(files, "past campaigns.csv", "past campaigns", store::DatasetRole::Table);
    campaigns.key = "campaign_id";
    TRY_ASSIGN(const auto past, ingest::importFile(file, campaigns, nullptr, cancel));
    steps.done("past_campaigns", past.kept);
    TRY(recordConsent(m_session));
    TRY(saveDefinition(m_session));
    steps.done("topics", 3);
    TRY_ASSIGN(const std::int64_t segments, saveSegments(m_session));
    steps.done("segments", segments);
    TRY(saveBrand(m_session));
    TemplateService templates(m_session);
    const auto samples = sampleTemplates();
    for (const model::EmailTemplate &sample : samples) {
        TemplateView view;
        view.email = sample;
        TRY_ASSIGN(const TemplateView saved, templates.save(view));
        (void)saved;
    }
    steps.done("templates", static_cast<std::int64_t>(samples.size()));
    return steps.take();
}

Result<std::vector<DemoStep>> DemoService::history(const DemoShopOptions &options, Progress *progress, const CancelToken &cancel) {
    Steps steps(progress, 2);
    TRY_ASSIGN(const DemoHistory history, writeDemoHistory(m_session, options.seed, cancel));
    steps.done("sent_campaigns", history.campaigns);
    steps.done("sent_emails", history.emails);
    return steps.take();
}

Result<std::vector<DemoStep>> DemoService::campaign(CampaignId *made, Progress *progress, const CancelToken &cancel) {
    Steps steps(progress, 12);
    CampaignService campaigns(m_session);
    CampaignView view;
    TRY_ASSIGN(const SegmentView segment, SegmentService(m_session).findByName("Win-back, high value"));
    TRY_ASSIGN(const TemplateView email, TemplateService(m_session).findByName("Win-back"));
    TRY_ASSIGN(const CountView counted, SegmentService(m_session).count(segment.rule, {"offers"}, cancel));
    steps.done("segment", counted.count);
    steps.done("can_be_emailed", counted.reachable);
    view.campaign.segment = segment.id;
    view.campaign.emailTemplate = email.id;
    view.campaign.topics = {"offers"};
    TRY_ASSIGN(const auto before, campaigns.list());
    const auto sent = std::count_if(before.begin(), before.end(), [](const CampaignView &one) { return one.campaign.name.rfind("Win-back", 0) == 0; });
    view.campaign.name = sent == 0 ? "Win-back" : "Win-back " + std::to_string(sent + 1);
    TRY_ASSIGN(const CampaignView saved, campaigns.save(view));
    *made = saved.id;
    TRY(campaigns.arm(saved.id));
    TRY_ASSIGN(const CampaignStatus armed, campaigns.status(saved.id));
    steps.done("audience", armed.audience);

    // Three days of an invented campaign pass at once: its clock starts in the past and runs ahead of ours.
    const Instant start = m_session.workspace().clock().now() - std::chrono::hours(72);
    TRY(m_session.workspace().write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(auto moved, connection.prepare("UPDATE run SET created_at = ? WHERE campaign = ?"));
        return moved.bind(1, start.micros).bind(2, saved.id.value).run();
    }));
    FakeClock clock(start);
    RunnerKit::Options options;
    options.clock = &clock;
    options.practice.secondsPerHour = 3600;
    {
        TRY_ASSIGN(const auto runs, campaigns.runOf(saved.id));
        TRY_ASSIGN(const auto kit, RunnerKit::make(m_session, saved, runs, options));
        TRY_ASSIGN(const auto ended, kit->runner().runToEnd(cancel, {}));
        (void)ended;
        TRY(cancel.check());
        TRY_ASSIGN(const auto events, kit->takePracticeEvents(m_session.workspace().clock().now()));
        steps.done("returned_events", events.events);
    }
    TRY_ASSIGN(const CampaignStatus status, campaigns.status(saved.id));
    for (const char *state : {"accepted", "skipped", "refused", "in_doubt"})
        steps.done(state, status.states.at(state));
    for (const char *fact : {"delivered", "opened", "clicked", "bounced", "unsubscribed"})
        steps.done(fact, status.facts.at(fact));
    return steps.take();
}

} // namespace audience::service
