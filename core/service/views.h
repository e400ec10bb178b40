// What the use cases give to the window and the command line: plain values in words and numbers, with
// nothing behind them. Times are UTC; reasons and states are stable ids that ui/text turns into words.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/strong_id.h"
#include "model/campaign.h"
#include "model/chart_spec.h"
#include "model/email_template.h"
#include "model/segment_rule.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace audience::service {

struct FieldView {
    std::string name;
    std::string type;      // "text", "int64", "decimal", "date", ...
    bool isNumber = false; // aligned right
};

struct DatasetView {
    std::string name;
    std::string role; // "profiles", "events", "table"
    std::int64_t rows = 0;
    std::vector<FieldView> fields;
    std::string keyField, profileField, timeField, nameField, emailField, consentField;
    std::string eventName; // of every row, where there is no nameField
    std::int64_t generation = 0;
    Instant updatedAt;
};

struct RowsPage {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows; // display texts, "" for an empty cell
    std::int64_t total = 0;
};

struct Bucket {
    std::string label;
    std::int64_t count = 0;
};

// Values from `from` to `to`, both included; texts as a filter takes them.
struct ProfileBar {
    std::string from, to;
    std::int64_t count = 0;
};

struct ColumnProfile {
    FieldView field;
    std::int64_t rows = 0, empty = 0, distinct = 0;
    std::string lowest, highest, median, mean; // "" where they mean nothing
    std::string lowerQuartile, upperQuartile;  // the middle half lies between them
    // Numbers and dates: at most 20 equal steps. Values far outside the others (three times the middle
    // half away from it) are counted beside it, so that they do not flatten it.
    std::vector<ProfileBar> histogram;
    std::int64_t below = 0, above = 0;
    std::vector<Bucket> mostCommon; // at most 8
    std::int64_t invalid = -1;      // addresses that are none, in the column of the email; else -1
};

struct ReasonCount {
    std::string reason; // "no_address", "no_consent", ...
    std::int64_t count = 0;
};

// "In it" and "can be emailed" stand together wherever people are counted.
// The database that answered, how long it took, and what it cost.
struct EngineView {
    std::string connection, engine; // "PostgreSQL 15.8"
    double seconds = 0;
    std::int64_t bytes = 0; // over the line
    std::optional<double> credits = {}; // where the service counts in its own
    Instant at;
};

struct CountView {
    std::int64_t everyone = 0;
    std::int64_t count = 0;     // the rule alone
    std::int64_t reachable = 0; // after address, consent, suppression
    std::vector<ReasonCount> keptBack;
    struct Step {
        std::string text; // the rule in words
        std::int64_t alone = 0, left = 0;
    };
    std::vector<Step> steps; // the top-level rules in order
    std::map<std::string, std::int64_t> alone; // how many meet each condition, by its path in the rule
    std::optional<EngineView> remote = {}; // where the people stay; who can be emailed is not known of them
};

struct SegmentView {
    SegmentId id;
    std::string name;
    std::int64_t revision = 0;
    model::SegmentRule rule;
};

struct TemplateView {
    TemplateId id;
    std::int64_t revision = 0;
    model::EmailTemplate email;
};

// A remark about a rule or a template: stable id with args, and where.
struct FindingView {
    std::string id;
    std::vector<std::pair<std::string, std::string>> args;
    std::string path; // JSON pointer of a rule, or the part of a template ("subject", "html", "text")
    int line = 0, column = 0;
    bool isError = false;
};

struct EmailPreview {
    std::string personKey, to, subject, preheader;
    std::string html; // sanitised, safe to show
    std::string text;
    std::size_t bytes = 0;
    std::vector<FindingView> findings;
};

struct CampaignView {
    CampaignId id;
    std::int64_t revision = 0;
    model::Campaign campaign;
    model::CampaignState state = model::CampaignState::Draft;
    std::string reason; // why it is paused or blocked, a stable id; "missed_start": nobody started it in time
    std::string segmentName, templateName;
    bool isPractice = true;
    std::int64_t audience = 0, accepted = 0, unsure = 0;
    Instant savedAt, startedAt, finishedAt; // of its newest run
    Instant nextStart;                      // while it is scheduled or missed: of the run to come; 0: there is none
};

// One start of a campaign; one that repeats has several.
struct RunView {
    RunId id;
    model::CampaignState state = model::CampaignState::Draft;
    Instant startedAt, finishedAt;
    std::int64_t audience = 0, accepted = 0;
};

// One line of the list before sending; errors forbid the send.
struct CheckView {
    std::string id;
    std::vector<std::pair<std::string, std::string>> args;
    enum class Level { Passed, Warning, Error } level = Level::Passed;
};

struct CampaignStatus {
    CampaignId id;
    std::string name;
    model::CampaignState state = model::CampaignState::Draft;
    std::string reason; // why it is paused or blocked, a stable id
    bool isPractice = true;
    std::int64_t audience = 0;                  // all frozen rows, skipped ones included
    std::map<std::string, std::int64_t> states; // by name of the ledger's states, all present
    std::map<std::string, std::int64_t> facts;  // delivered, opened, clicked, bounced, complained, unsubscribed
    std::vector<ReasonCount> keptBack;
    std::int64_t gotNothing = 0; // kept back, rejected or bounced; each person once
    double perSecond = 0; // over the last ten whole seconds
    Instant startedAt, finishedAt, wantedAt; // wantedAt: when it was scheduled for, 0 if it was not
    Instant takeBackUntil; // nothing has left yet, and nothing does before that; 0: too late
    RunId run;             // which of its runs this is about
    model::ChartSpec lastMinute; // handed over and delivered per second
    std::vector<Bucket> clicks;  // per link
};

// Who sends: the process that holds the right to, or this computer while nobody does; or the computer with the copy
// that it was handed over to.
struct SendingMachine {
    std::string name;
    bool isThis = true;
    bool isSending = false; // gave a sign of life within the last seconds
    bool isHandedOver = false; // what is changed here does not reach it
};

// What became of a campaign whose start had come.
struct DueStart {
    CampaignId id;
    std::string name;
    bool isStarted = false;
    std::optional<Error> problem; // asked again at the next look
};

struct LogRow {
    std::int64_t message = 0;
    std::string person;  // key of the profile
    std::string address;
    std::string variant;
    std::string state;   // the ledger's
    std::string outcome; // the strongest fact: "clicked", "opened", "delivered", ... or the state
    Instant at;
    std::string reason, detail, messageId;
};

// One thing that happened to one person's email, in order.
struct LogEvent {
    Instant at;
    std::string what; // "handed_over", "in_doubt", "delivered", "opened", ...
    std::string detail, messageId;
    bool byMachine = false;
};

} // namespace audience::service
