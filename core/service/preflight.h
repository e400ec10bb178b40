// The whole send before it happens: the email is made here for everybody who would get it, by the renderer and with the
// values that sends use, and what would go wrong for whom is told. Nothing leaves, nothing is written. All cores; memory is
// bounded whatever is found. Any thread.
#pragma once

#include "async/cancel.h"
#include "async/progress.h"
#include "service/views.h"

#include <functional>
#include <memory>
#include <optional>

namespace audience::service {

class Session;

struct PreflightRequest {
    model::EmailTemplate email;
    model::SegmentRule rule;
    std::vector<std::string> topics; // for who can be emailed; empty: the default topic
    std::optional<model::DeliveryPlan> plan = {}; // of a campaign: whom it chooses and what it puts on links
    std::string connection;          // whose postal address stands in it; empty: the workspace's
    std::string campaign;            // what campaign_name is; empty: the email's name
    bool everybody = false;          // also those who could not be emailed now
};

// What becomes of a person with such a finding.
enum class PreflightLevel {
    Stops,   // the send stops at them
    LeftOut, // they get nothing
    Flaw     // they get it, and it looks wrong
};
std::string_view toText(PreflightLevel level); // "stops", "left_out", "flaw"

struct PreflightCase {
    std::string key, address;
    std::string detail; // the address of a link, the bytes, ...; may be empty
};

struct PreflightFinding {
    FindingView finding; // `path` is the part, line and column its place in the template, where there is one
    PreflightLevel level = PreflightLevel::Flaw;
    std::int64_t people = 0;
    std::vector<PreflightCase> first; // at most PreflightService::kFirst
};

struct PreflightReport {
    std::int64_t inSegment = 0, checked = 0;
    std::int64_t fine = 0; // of those checked
    std::vector<ReasonCount> keptBack;
    std::vector<PreflightFinding> findings; // what stops first, then what concerns most people
    std::vector<FindingView> ofTemplate;    // about the email itself, as TemplateService::check() tells it
    std::int64_t largestBytes = 0, medianBytes = 0; // of the HTML, without what a transport adds for tracking
    PreflightCase largest;
    double seconds = 0;
    bool isListCut = false; // the list names the first two million; all are counted
};

struct PreflightRow {
    PreflightCase person;
    std::size_t finding = 0; // in the report
};
struct PreflightPage {
    std::vector<PreflightRow> rows;
    std::int64_t total = 0;
};

class PreflightResult; // immutable; holds ordinals, no emails

class PreflightService {
public:
    static constexpr std::size_t kFirst = 20;
    using Words = std::function<std::string(const FindingView &)>;

    explicit PreflightService(Session &session) : m_session(session) {}

    // What the campaign would send now, and to whom.
    Result<PreflightRequest> ofCampaign(CampaignId id) const;
    // Errors: those of the template and the rule, "data.no_people", "cancelled".
    Result<std::shared_ptr<const PreflightResult>> run(const PreflightRequest &request, Progress *progress = nullptr, const CancelToken &cancel = {}) const;
    static const PreflightReport &reportOf(const PreflightResult &result);
    // Each person with each finding, in the order of the people; of one finding where it is given.
    Result<PreflightPage> rows(const PreflightResult &result, std::optional<std::size_t> finding, std::int64_t first, int count) const;
    // The whole list as CSV with formulas disarmed: key, address, level, finding, part, line, column, detail, text. Gives the rows.
    // Errors: "data.cannot_write" {path}, "data.is_the_workspace" {path}, "cancelled".
    Result<std::int64_t> exportCsv(const PreflightResult &result, const Words &words, const std::string &path, Progress *progress = nullptr,
                                   const CancelToken &cancel = {}) const;

private:
    Session &m_session;
};

} // namespace audience::service
