#include "service/preflight.h"

#include "async/parallel.h"
#include "base/text.h"
#include "email/address.h"
#include "email/html_tags.h"
#include "email/leftovers.h"
#include "email/link_faults.h"
#include "email/lint.h"
#include "email/plain_text.h"
#include "email/text_length.h"
#include "model/email_choice.h"
#include "service/audience_question.h"
#include "service/campaign_parts.h"
#include "service/connection_service.h"
#include "service/csv_output.h"
#include "service/email_renderer.h"
#include "service/imprint.h"
#include "service/preflight_list.h"
#include "service/session.h"
#include "service/template_words.h"
#include "service/template_outputs.h"
#include "service/template_parts.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace audience::service {

namespace {

constexpr std::size_t kBlock = 256; // people between two looks at the cancel token
constexpr const char *kWayOut = "https://unsubscribe.example.com/preflight";
constexpr const char *kPreferences = "https://unsubscribe.example.com/preflight/preferences";
constexpr const char *kCopy = "https://unsubscribe.example.com/preflight/copy";

// The markup of the output at a place of a source: "first_name" of {{ person.first_name | upcase }}.
std::string outputAt(const std::string &source, int line, int column) {
    std::size_t at = 0;
    for (int i = 1; i < line && at != std::string::npos; ++i)
        at = source.find('\n', at) == std::string::npos ? std::string::npos : source.find('\n', at) + 1;
    for (int i = 1; i < column && at < source.size(); ++i) // columns are characters
        do
            ++at;
        while (at < source.size() && (static_cast<unsigned char>(source[at]) & 0xc0) == 0x80);
    if (at >= source.size())
        return {};
    const std::size_t end = source.find_first_of("|}%", at + 2);
    std::string_view markup = trimmed(std::string_view(source).substr(at + 2, end - at - 2));
    while (!markup.empty() && markup.front() == '-')
        markup = trimmed(markup.substr(1));
    for (const std::string_view prefix : {"echo ", "person."})
        if (markup.substr(0, prefix.size()) == prefix)
            markup.remove_prefix(prefix.size());
    return std::string(trimmed(markup.substr(0, markup.find_last_not_of('-') + 1)));
}

std::string sourceOf(const model::EmailTemplate &email, std::string_view part) {
    return part == "subject" ? email.subject : part == "preheader" ? preheaderOf(email) : part == "html" ? email.html : email.text;
}

// Structures of HTML already read as mailboxes read them: most emails of a send differ in words only.
class Structures {
public:
    // What making a text of it came to; of a size that cannot be read each is looked at alone.
    std::optional<Error> faultOf(std::uint64_t structure, const std::string &html) {
        if (html.size() <= email::kMostHtml) {
            const std::lock_guard lock(m_mutex);
            if (const auto known = m_known.find(structure); known != m_known.end())
                return known->second;
        }
        const auto text = email::plainText(html);
        std::optional<Error> fault = text ? std::nullopt : std::optional<Error>(text.error());
        if (html.size() <= email::kMostHtml) {
            const std::lock_guard lock(m_mutex);
            if (m_known.size() < kMost)
                m_known.emplace(structure, fault);
        }
        return fault;
    }

private:
    static constexpr std::size_t kMost = 100'000;
    std::mutex m_mutex;
    std::unordered_map<std::uint64_t, std::optional<Error>> m_known;
};

// What is read in one language.
struct FlightWords {
    model::EmailTemplate email;
    std::string before;       // what its places begin with: "translations/de/"
    bool namesWayOut = false; // the HTML writes unsubscribe_url somewhere
};

std::vector<FlightWords> wordsOf(const model::EmailTemplate &email) {
    std::vector<FlightWords> all;
    for (int i = -1; i < static_cast<int>(email.translations.size()); ++i) {
        FlightWords words{model::inLanguage(email, i), i < 0 ? std::string() : "translations/" + email.translations[static_cast<std::size_t>(i)].first + "/", false};
        words.namesWayOut = words.email.html.find("unsubscribe_url") != std::string::npos;
        all.push_back(std::move(words));
    }
    return all;
}

// Everything that does not differ between people.
struct Flight {
    const model::EmailTemplate &email;
    std::vector<FlightWords> words; // of the email itself, then of its translations
    std::shared_ptr<const EmailRenderer> renderer;
    ExtraValues extra;
    Structures structures;
};

// One person's email, looked at.
class Examination {
public:
    Examination(Flight &flight, Ordinal person, PreflightNotes &notes) : m_flight(flight), m_person(person), m_notes(notes) {}

    // The bytes of the HTML; 0 where none could be made.
    std::size_t run() {
        RenderTrace trace;
        trace.makesText = false;
        const auto email = m_flight.renderer->render(m_person, m_flight.extra, &trace);
        m_words = &m_flight.words[static_cast<std::size_t>(trace.translation + 1)];
        if (!email) {
            fault(email.error());
            return 0;
        }
        for (const RenderTrace::Gap &gap : trace.gaps)
            lookAt(gap);
        lookAtSubject(email->subject);
        if (email->html.empty() && email->text.empty())
            note(PreflightLevel::LeftOut, {"email.body_empty", {}, "html"});
        if (email->html.size() > email::kClipBytes)
            note(PreflightLevel::Flaw, {"preflight.clipped", {}, "html"}, std::to_string(email->html.size()));
        lookAtHtml(email->html, email->text.empty());
        for (const auto &[part, text] : {std::pair<const char *, const std::string *>{"html", &email->html}, {"text", &email->text}, {"subject", &email->subject}})
            marks(part, *text);
        return email->html.size();
    }

private:
    void note(PreflightLevel level, FindingView finding, std::string_view detail = {}) {
        if (!finding.path.empty())
            finding.path.insert(0, m_words->before);
        m_notes.add(m_person, level, std::move(finding), detail);
    }

    void fault(const Error &error) {
        FindingView finding{error.id, {}, {}, 0, 0, true};
        std::string_view own; // of the person: with it each would be a finding of its own
        for (const auto &[name, value] : error.args)
            if (name == "value")
                own = value;
            else if (name == "line" || name == "column")
                (name == "line" ? finding.line : finding.column) = std::atoi(value.c_str());
            else if (name == "part")
                finding.path = value;
            else if (name != "snippet")
                finding.args.emplace_back(name, value);
        const bool isMissing = error.id == "liquid.missing_field";
        const bool isSkip = isMissing && m_flight.email.missing == model::MissingField::SkipPerson;
        if (error.id == "liquid.invalid_integer") // which names the value
            finding.id = "preflight.invalid_integer";
        if (isMissing)
            finding.id = isSkip ? "preflight.left_out" : "preflight.stopped";
        note(isSkip ? PreflightLevel::LeftOut : PreflightLevel::Stops, std::move(finding), own);
    }
    void lookAt(const RenderTrace::Gap &gap) {
        using Where = RenderTrace::Gap::Where;
        if (gap.where == Where::Alone || gap.where == Where::InTag)
            return;
        const std::string part(gap.part);
        note(PreflightLevel::Flaw, {gap.where == Where::InLink ? "preflight.gap_in_link" : "preflight.gap",
                                    {{"field", outputAt(sourceOf(m_words->email, gap.part), gap.line, gap.column)}}, part, gap.line, gap.column, false});
    }
    void lookAtSubject(const std::string &subject) {
        if (subject.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
            note(PreflightLevel::LeftOut, {"email.header_control_character", {{"header", "Subject"}}, "subject"});
        if (trimmed(subject).empty())
            note(PreflightLevel::Flaw, {"lint.subject_missing", {}, "subject"});
        else if (email::graphemes(subject) > email::kLongSubject)
            note(PreflightLevel::Flaw, {"preflight.subject_long", {}, "subject"}, subject);
    }
    // The tags of the email once: its links, and what it is built of. `makesText`: a send makes one of it.
    void lookAtHtml(const std::string &html, bool makesText) {
        std::uint64_t structure = 14695981039346656037u; // FNV-1a
        bool hasWayOut = false;
        email::scanTags(html, [&](const email::HtmlTag &tag) {
            structure = (structure ^ static_cast<unsigned char>(tag.isEnd ? '/' : '<')) * 1099511628211u;
            for (const char c : tag.name)
                structure = (structure ^ static_cast<unsigned char>(c | 0x20)) * 1099511628211u;
            if (tag.isEnd || (!equalsAscii(tag.name, "a") && !equalsAscii(tag.name, "area")))
                return;
            if (const email::TagAttribute *href = tag.find("href")) {
                hasWayOut = hasWayOut || href->value.find(kWayOut) != std::string_view::npos;
                link(href->value);
            }
        });
        if (m_words->namesWayOut && !hasWayOut && html.find(kWayOut) == std::string::npos)
            note(PreflightLevel::Flaw, {"preflight.no_way_out", {}, "html"});
        if (html.empty() || !makesText)
            return;
        if (const auto fault = m_flight.structures.faultOf(structure, html))
            note(PreflightLevel::Stops, {fault->id, fault->args, "html", 0, 0, true});
    }
    void link(std::string_view url) {
        switch (email::linkFault(url)) {
        case email::LinkFault::None:
        case email::LinkFault::Insecure: // of the template, not of a person
            return;
        case email::LinkFault::Empty:
            return note(PreflightLevel::Flaw, {"preflight.link_empty", {}, "html"});
        case email::LinkFault::Example:
            return note(PreflightLevel::Flaw, {"preflight.link_example", {}, "html"}, url);
        case email::LinkFault::Malformed:
        case email::LinkFault::NoScheme:
        case email::LinkFault::Blank:
            return note(PreflightLevel::Flaw, {"preflight.link_broken", {}, "html"}, url);
        }
    }
    void marks(const char *part, std::string_view text) {
        const auto found = email::leftovers(text, true);
        if (!found.empty())
            note(PreflightLevel::Flaw, {"preflight.mark_left", {}, part}, text.substr(found.front().at, found.front().size));
    }

    Flight &m_flight;
    const FlightWords *m_words = nullptr; // what the person reads
    Ordinal m_person;
    PreflightNotes &m_notes;
};

// Those of the people who share an address or a key, in the order they were given.
template <class KeyOf> std::vector<std::pair<Ordinal, std::string>> twins(const std::vector<delivery::Recipient> &people, KeyOf keyOf) {
    std::unordered_map<std::string, std::int64_t> counts;
    std::vector<std::string> keys;
    keys.reserve(people.size());
    for (const delivery::Recipient &one : people) {
        keys.push_back(keyOf(one));
        if (!keys.back().empty())
            ++counts[keys.back()];
    }
    std::vector<std::pair<Ordinal, std::string>> out;
    for (std::size_t i = 0; i < people.size(); ++i)
        if (!keys[i].empty() && counts[keys[i]] > 1)
            out.emplace_back(people[i].ordinal, keys[i]);
    return out;
}

struct Chosen {
    std::vector<delivery::Recipient> checked, askedForTwins;
    std::vector<Ordinal> kept; // rising
    std::int64_t inSegment = 0;
    std::vector<ReasonCount> keptBack;
};

// The people of the rule whom a send would write to.
Result<Chosen> choose(Session &session, const People &people, const PreflightRequest &request, const CancelToken &cancel) {
    Chosen chosen;
    TRY_ASSIGN(const Audience audience, evaluateRule(session, people, request.rule, cancel));
    TRY_ASSIGN(auto recipients, recipientsOf(people, audience.members));
    chosen.inSegment = static_cast<std::int64_t>(recipients.size());
    std::vector<std::pair<Ordinal, delivery::Reason>> keptBack;
    TRY_ASSIGN(const delivery::Reachable reachable, reachableOf(session, people, audience.members, request.topics, &keptBack,
                                                                        request.plan ? &*request.plan : nullptr, cancel));
    for (const auto &[reason, count] : reachable.forbidden)
        chosen.keptBack.push_back({std::string(delivery::toText(reason)), count});
    std::sort(keptBack.begin(), keptBack.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    auto next = keptBack.cbegin(); // in the order of the recipients
    for (delivery::Recipient &one : recipients) {
        const bool isKept = next != keptBack.cend() && next->first == one.ordinal;
        const bool isTwin = isKept && next->second == delivery::Reason::DuplicateAddress;
        next += isKept ? 1 : 0;
        if (isKept)
            chosen.kept.push_back(one.ordinal);
        if (request.everybody || !isKept || isTwin)
            chosen.askedForTwins.push_back(one);
        if (request.everybody || !isKept)
            chosen.checked.push_back(std::move(one));
    }
    return chosen;
}

Result<void> noteTwins(const People &people, const Chosen &chosen, PreflightNotes &notes) {
    const auto same = twins(chosen.askedForTwins, [](const delivery::Recipient &one) { return one.address.empty() ? std::string() : email::addressKey(one.address); });
    std::unordered_map<std::string_view, Ordinal> writtenTo; // the one whom the send would write to, else the first
    for (const auto &[person, address] : same)
        if (!std::binary_search(chosen.kept.begin(), chosen.kept.end(), person))
            writtenTo.try_emplace(address, person);
    for (const auto &[person, address] : same) {
        const bool isFirst = writtenTo.try_emplace(address, person).first->second == person;
        notes.add(person, isFirst ? PreflightLevel::Flaw : PreflightLevel::LeftOut, {"preflight.same_address", {}, {}}, address);
    }
    TRY_ASSIGN(const auto keys, people.column(people.dataset().keyField));
    if (keys->dictionary) // numbers and dates are compared as they are
        for (const auto &[person, key] : twins(chosen.askedForTwins, [&](const delivery::Recipient &one) { return foldCase(trimmed(engine::toText(cellOf(*keys, one.ordinal)))); }))
            notes.add(person, PreflightLevel::Flaw, {"preflight.same_key", {}, {}}, key);
    return {};
}

Result<ExtraValues> valuesFor(Session &session, const PreflightRequest &request) {
    TRY_ASSIGN(const Imprint imprint, imprintOf(session));
    std::string postal = imprint.postalAddress;
    TRY_ASSIGN(const auto connections, ConnectionService(session).list());
    for (const ConnectionView &one : connections)
        if (one.name == request.connection && one.canSend() && !one.postalAddress().empty())
            postal = one.postalAddress();
    return EmailRenderer::extraValues(kWayOut, kPreferences, kCopy, imprint.name, postal, request.campaign.empty() ? request.email.name : request.campaign);
}

// What each block of people came to; written by one thread each.
struct Sizes {
    std::vector<std::uint32_t> bytes; // by place in the list of recipients
    std::int64_t median() const {
        std::vector<std::uint32_t> made;
        std::copy_if(bytes.begin(), bytes.end(), std::back_inserter(made), [](std::uint32_t size) { return size > 0; });
        if (made.empty())
            return 0;
        std::nth_element(made.begin(), made.begin() + static_cast<std::ptrdiff_t>(made.size() / 2), made.end());
        return made[made.size() / 2];
    }
};

Result<PreflightCase> caseOf(const People &people, const PreflightResult &result, const PreflightHit &hit) {
    PreflightCase one;
    TRY_ASSIGN(one.key, people.keyOf(hit.person));
    TRY_ASSIGN(one.address, people.addressOf(hit.person));
    one.detail = result.detailOf(hit);
    return one;
}

} // namespace

Result<PreflightRequest> PreflightService::ofCampaign(CampaignId id) const {
    TRY_ASSIGN(const workspace::Definition definition,
               workspace::DefinitionRepository(m_session.workspace()).find(workspace::DefinitionKind::Campaign, id.value));
    TRY_ASSIGN(const CampaignView view, campaignView(m_session, definition));
    PreflightRequest request;
    TRY_ASSIGN(const TemplateView email, emailOf(m_session, view.campaign));
    request.email = email.email;
    TRY_ASSIGN(request.rule, audienceRule(m_session, view.campaign));
    request.topics = view.campaign.topics;
    request.plan = view.campaign.plan;
    request.connection = view.campaign.connection;
    request.campaign = view.campaign.name;
    return request;
}

Result<std::shared_ptr<const PreflightResult>> PreflightService::run(const PreflightRequest &request, Progress *progress, const CancelToken &cancel) const {
    const auto start = SystemClock().steady();
    TRY_ASSIGN(const People people, People::load(m_session));
    TRY_ASSIGN(Chosen chosen, choose(m_session, people, request, cancel));
    Flight flight{request.email, wordsOf(request.email), nullptr, {}, {}};
    LinkSettings links = request.plan ? linksOf(*request.plan, request.email) : LinkSettings{request.email.linkQuery};
    if (links.isUntracked) { // as a send does it: only Amazon would follow them
        TRY_ASSIGN(const auto ownServer, ConnectionService(m_session).mailServer(request.connection));
        links.isUntracked = !ownServer;
    }
    TRY_ASSIGN(flight.renderer, EmailRenderer::make(request.email, people, m_session.now(), workspaceZone(m_session), links));
    TRY_ASSIGN(flight.extra, valuesFor(m_session, request));

    const std::size_t count = chosen.checked.size(), blocks = (count + kBlock - 1) / kBlock;
    if (progress)
        progress->setTotal(static_cast<std::int64_t>(count));
    Sizes sizes{std::vector<std::uint32_t>(count)};
    PreflightBudget budget;
    std::vector<PreflightNotes> notes(blocks + 1, PreflightNotes(budget));
    std::mutex telling;
    parallelFor(blocks, computeThreads(), [&](std::size_t block, int) {
        if (cancel.isCancelled())
            return;
        const std::size_t end = std::min(count, (block + 1) * kBlock);
        for (std::size_t i = block * kBlock; i < end; ++i)
            sizes.bytes[i] = static_cast<std::uint32_t>(Examination(flight, chosen.checked[i].ordinal, notes[block]).run());
        if (progress) {
            const std::lock_guard lock(telling);
            progress->add(static_cast<std::int64_t>(end - block * kBlock));
        }
    });
    TRY(cancel.check());
    TRY(noteTwins(people, chosen, notes[blocks]));

    auto result = std::make_shared<PreflightResult>(mergedNotes(std::move(notes)));
    PreflightReport &report = result->report;
    report.inSegment = chosen.inSegment;
    report.checked = static_cast<std::int64_t>(count);
    report.fine = std::count_if(chosen.checked.begin(), chosen.checked.end(), [&](const delivery::Recipient &one) {
        return !std::binary_search(result->people.begin(), result->people.end(), one.ordinal);
    });
    report.keptBack = std::move(chosen.keptBack);
    report.ofTemplate = checkOf(m_session, request.email);
    report.medianBytes = sizes.median();
    if (const auto largest = std::max_element(sizes.bytes.begin(), sizes.bytes.end()); largest != sizes.bytes.end()) {
        const delivery::Recipient &one = chosen.checked[static_cast<std::size_t>(largest - sizes.bytes.begin())];
        report.largestBytes = *largest;
        TRY_ASSIGN(report.largest.key, people.keyOf(one.ordinal));
        report.largest.address = one.address;
    }
    for (const PreflightHit &hit : result->hits) {
        std::vector<PreflightCase> &first = report.findings[hit.finding].first;
        if (first.size() >= kFirst)
            continue;
        TRY_ASSIGN(PreflightCase one, caseOf(people, *result, hit));
        first.push_back(std::move(one));
    }
    report.seconds = std::chrono::duration<double>(SystemClock().steady() - start).count();
    return std::shared_ptr<const PreflightResult>(std::move(result));
}

const PreflightReport &PreflightService::reportOf(const PreflightResult &result) { return result.report; }

Result<PreflightPage> PreflightService::rows(const PreflightResult &result, std::optional<std::size_t> finding, std::int64_t first, int count) const {
    TRY_ASSIGN(const People people, People::load(m_session));
    PreflightPage page;
    for (const PreflightHit &hit : result.hits) {
        if (finding && hit.finding != *finding)
            continue;
        const std::int64_t at = page.total++;
        if (at < first || at >= first + count)
            continue;
        TRY_ASSIGN(PreflightCase one, caseOf(people, result, hit));
        page.rows.push_back({std::move(one), hit.finding});
    }
    return page;
}

Result<std::int64_t> PreflightService::exportCsv(const PreflightResult &result, const Words &words, const std::string &path, Progress *progress,
                                                 const CancelToken &cancel) const {
    TRY_ASSIGN(const People people, People::load(m_session));
    TRY_ASSIGN(CsvOutput file, CsvOutput::open(m_session, path));
    for (const char *name : {"key", "address", "level", "finding", "part", "line", "column", "detail", "text"})
        file.cell(std::string(name));
    file.endRow();
    std::vector<std::string> texts;
    for (const PreflightFinding &one : result.report.findings)
        texts.push_back(words(one.finding));
    ExportSteps steps(progress, cancel, static_cast<std::int64_t>(result.hits.size()));
    for (const PreflightHit &hit : result.hits) {
        TRY(steps.next());
        TRY_ASSIGN(const PreflightCase one, caseOf(people, result, hit));
        const PreflightFinding &found = result.report.findings[hit.finding];
        const auto place = [](int number) { return number > 0 ? engine::Cell(std::int64_t{number}) : engine::Cell(); };
        file.cell(one.key);
        file.cell(one.address);
        file.cell(std::string(toText(found.level)));
        file.cell(found.finding.id);
        file.cell(found.finding.path);
        file.cell(place(found.finding.line));
        file.cell(place(found.finding.column));
        file.cell(one.detail);
        file.cell(texts[hit.finding]);
        file.endRow();
    }
    TRY(file.finish());
    return static_cast<std::int64_t>(result.hits.size());
}

} // namespace audience::service
