#include "movein/export_survey.h"

#include "base/csv.h"
#include "base/text.h"
#include "email/address.h"
#include "movein/record_reader.h"
#include "movein/survey_files.h"
#include "qbase/convert.h"
#include "qbase/time_zone.h"

#include <QFile>

#include <algorithm>
#include <set>
#include <unordered_set>

namespace audience::movein {

namespace {

constexpr std::size_t kLookUpEvery = 2048;

// Local times in one zone.
class Times {
public:
    explicit Times(std::string zone) : m_zone(std::move(zone)) {}
    std::optional<Instant> read(std::string_view text, std::string *firstLocal) const {
        const auto time = readTime(text);
        if (!time)
            return std::nullopt;
        if (!time->needsZone)
            return time->at;
        if (m_zone.empty()) {
            if (firstLocal && firstLocal->empty())
                *firstLocal = trimmed(text);
            return time->at;
        }
        std::int64_t days = time->at.micros / kMicrosPerDay, rest = time->at.micros % kMicrosPerDay;
        if (rest < 0) {
            --days;
            rest += kMicrosPerDay;
        }
        const auto at = instantAt({CivilDate{static_cast<std::int32_t>(days)}, static_cast<std::int32_t>(rest / kMicrosPerSecond)}, m_zone);
        return at ? std::optional(*at) : std::nullopt;
    }

private:
    std::string m_zone;
};

// The graver word stands; of two that weigh the same the later one, as far as they say when.
bool replaces(const Statement &before, const Statement &now) {
    const auto isNewerYes = [](const Statement &yes, const Statement &left) {
        return yes.standing == Standing::Agreed && yes.hasTime && left.standing == Standing::Left && left.isOfPast && left.hasTime && yes.at > left.at;
    };
    if (isNewerYes(before, now))
        return false;
    if (isNewerYes(now, before))
        return true;
    if (before.standing != now.standing)
        return now.standing > before.standing;
    return now.hasTime && (!before.hasTime || now.at > before.at);
}

class Surveyor {
public:
    Surveyor(const ExportFiles &files, const SurveyOptions &options, Progress *progress, const CancelToken &cancel)
        : m_files(files), m_options(options), m_times(options.zone), m_progress(progress), m_cancel(cancel) {}

    Result<ExportSurvey> run() {
        if (!m_options.zone.empty() && !isKnownZone(m_options.zone))
            return Error(ErrorKind::Invalid, "zone.unknown").with("zone", m_options.zone);
        if (m_progress)
            m_progress->setTotal(m_files.bytes());
        TRY_ASSIGN(SortedFiles sorted, sortFiles(m_files, m_options.tool, m_cancel));
        m_found.tool = sorted.tool;
        m_found.files = std::move(sorted.files);
        m_found.findings = std::move(sorted.findings);
        m_found.sources.emplace_back();
        // Who left first: of several rows of a person the last one's columns are kept.
        std::stable_sort(m_found.files.begin(), m_found.files.end(), [](const SurveyedFile &a, const SurveyedFile &b) { return rank(a) < rank(b); });
        for (SurveyedFile &file : m_found.files) {
            auto done = survey(file);
            if (!done && done.error().kind == ErrorKind::Cancelled)
                return std::move(done).error();
            if (!done) // one damaged file keeps nobody from the others
                m_found.findings.push_back({done.error().id, done.error().args, 1, file.name, 0});
            m_bytes += m_files.files()[file.place].bytes;
            if (m_progress)
                m_progress->setDone(m_bytes);
        }
        sum();
        return std::move(m_found);
    }

private:
    static int rank(const SurveyedFile &file) { return file.kind == FileKind::People && file.recipe ? 100 - static_cast<int>(file.recipe->standing) : file.kind == FileKind::History ? 300 : 200; }

    Result<void> survey(SurveyedFile &file) {
        switch (file.kind) {
        case FileKind::People:
        case FileKind::Suppressions:
            return surveyPeople(file);
        case FileKind::History:
            return surveyHistory(file);
        case FileKind::Template:
            return surveyTemplates(file);
        case FileKind::Known:
        case FileKind::Unknown:
            break;
        }
        return {};
    }

    Result<void> surveyPeople(SurveyedFile &file) {
        TRY_ASSIGN(RecordReader reader, RecordReader::open(m_files.files()[file.place].path, m_cancel));
        PeopleColumns columns(*file.recipe, reader.columns());
        std::size_t known = 0;
        std::vector<std::string> values;
        std::int64_t badAddresses = 0, unclear = 0;
        std::string badExample, unclearExample;
        for (;;) {
            TRY_ASSIGN(const bool more, reader.next(values));
            if (!more)
                break;
            if (++file.rows % kLookUpEvery == 0 && m_progress)
                m_progress->setDone(m_bytes + reader.position());
            if (reader.columns().size() != known) {
                columns.extend(reader.columns());
                for (; known < reader.columns().size(); ++known)
                    if (file.kind == FileKind::People && !columns.isKey(known))
                        addColumn(columns.nameOf(known), reader.columns()[known]);
            }
            const std::string_view address = columns.email(values), key = columns.key(values);
            const std::string addressKey = address.empty() ? std::string() : email::addressKey(address);
            if (!address.empty() && !email::isValidAddress(trimmed(address)) && badAddresses++ == 0)
                badExample = address.substr(0, 200);
            const PeopleColumns::Said said = columns.said(values);
            if (!said.unclear.empty() && unclear++ == 0)
                unclearExample = said.unclear.substr(0, 100);
            if (file.kind == FileKind::People && !count(addressKey, key))
                ++m_nobody;
            Statement statement;
            statement.standing = said.standing;
            if (const auto at = m_times.read(said.at, &m_found.localTime)) {
                statement.at = *at;
                statement.hasTime = true;
            }
            statement.source = sourceOf(columns.source(values));
            if (!addressKey.empty())
                merge(m_found.byAddress, addressKey, statement);
        }
        file.rejected = reader.rejected();
        note("movein.rows_rejected", file, file.rejected, {});
        note("movein.bad_addresses", file, badAddresses, badExample);
        note("movein.unclear_consent", file, unclear, unclearExample);
        return {};
    }

    // Whether anybody can be told by it.
    bool count(const std::string &addressKey, std::string_view key) {
        const std::string who = m_found.tool == Tool::Mailchimp || key.empty() ? addressKey : std::string(key);
        if (who.empty())
            return false;
        if (!m_people.insert(who).second) {
            ++m_found.twice;
            return true;
        }
        ++m_found.people;
        m_found.withoutAddress += addressKey.empty() ? 1 : 0;
        return true;
    }

    void addColumn(const std::string &name, const std::string &original) {
        if (name.empty()) {
            m_left.insert(original);
        } else if (name != "email" && m_columns.insert(name).second) {
            m_found.columns.push_back(name);
        }
    }

    std::uint32_t sourceOf(std::string_view source) {
        constexpr std::size_t kMostSources = 1000; // a column that tells everybody apart says nothing of a source
        const std::string text = repairUtf8(source.substr(0, 120));
        const auto [found, isNew] = m_sources.emplace(text, static_cast<std::uint32_t>(m_found.sources.size()));
        if (!isNew || text.empty())
            return text.empty() ? 0 : found->second;
        if (m_found.sources.size() >= kMostSources) {
            m_sources.erase(found);
            return 0;
        }
        m_found.sources.push_back(text);
        return found->second;
    }

    void merge(std::unordered_map<std::string, Statement> &map, const std::string &who, const Statement &statement) {
        const auto [found, isNew] = map.emplace(who, statement);
        if (isNew)
            return;
        const bool isConflict = !statement.isOfPast && !found->second.isOfPast &&
                                ((found->second.standing == Standing::Agreed && statement.standing == Standing::Left) ||
                                 (found->second.standing == Standing::Left && statement.standing == Standing::Agreed));
        m_found.conflicts += isConflict ? 1 : 0;
        if (replaces(found->second, statement))
            found->second = statement;
    }

    Result<void> surveyHistory(SurveyedFile &file) {
        std::map<std::string, std::int64_t> others;
        std::int64_t untimed = 0;
        const auto use = [&](const PastEvent &event) -> Result<void> {
            ++m_found.past[std::string(toText(event.kind))];
            m_mailings.insert(event.mailing);
            Statement statement;
            statement.isOfPast = statement.hasTime = true;
            statement.at = event.at;
            statement.standing = event.kind == PastKind::Complained    ? Standing::Complained
                                 : event.kind == PastKind::HardBounced ? Standing::Bounced
                                 : event.kind == PastKind::Unsubscribed ? Standing::Left
                                                                        : Standing::Silent;
            if (statement.standing == Standing::Silent)
                return {};
            if (!event.address.empty())
                merge(m_found.byAddress, event.address, statement);
            else
                merge(m_found.byKey, event.key, statement);
            return {};
        };
        TRY(read(file, use, others, untimed, &m_found.localTime));
        note("movein.rows_rejected", file, file.rejected, {});
        note("movein.events_without_time", file, untimed, {});
        for (const auto &[word, times] : others)
            note("movein.events_other", file, times, word);
        return {};
    }

    Result<void> surveyTemplates(SurveyedFile &file) {
        TRY_ASSIGN(auto found, readTemplates(m_files, file, m_found.tool, m_cancel));
        file.rows = static_cast<std::int64_t>(found.size());
        for (FoundTemplate &one : found) {
            m_found.findings.insert(m_found.findings.end(), one.findings.begin(), one.findings.end());
            m_found.templates.push_back(std::move(one));
        }
        return {};
    }

    void note(const char *id, const SurveyedFile &file, std::int64_t times, const std::string &example) {
        if (times > 0)
            m_found.findings.push_back({id, {{"file", file.name}, {"count", std::to_string(times)}, {"example", example}}, times, file.name, 0});
    }

    void sum() {
        for (const auto &[address, statement] : m_found.byAddress)
            ++m_found.standings[statement.standing];
        m_found.mailings = static_cast<std::int64_t>(m_mailings.size());
        const auto add = [&](const char *id, std::int64_t times) {
            if (times > 0)
                m_found.findings.push_back({id, {{"count", std::to_string(times)}}, times, {}, 0});
        };
        add("movein.nobody", m_nobody);
        add("movein.conflicts", m_found.conflicts);
        if (!m_left.empty()) {
            std::string names;
            for (const std::string &name : m_left)
                names += (names.empty() ? "" : ", ") + name;
            m_found.findings.push_back({"movein.columns_left", {{"columns", names.substr(0, 1000)}}, static_cast<std::int64_t>(m_left.size()), {}, 0});
        }
    }

public:
    Result<void> read(SurveyedFile &file, const std::function<Result<void>(const PastEvent &)> &use, std::map<std::string, std::int64_t> &others, std::int64_t &untimed, std::string *firstLocal) {
        constexpr std::size_t kMostWords = 20;
        TRY_ASSIGN(RecordReader reader, RecordReader::open(m_files.files()[file.place].path, m_cancel));
        HistoryColumns columns(*file.recipe, file.name, reader.columns());
        std::size_t known = reader.columns().size();
        std::vector<std::string> values, inner;
        std::vector<PastFact> facts;
        file.rows = 0;
        for (;;) {
            TRY_ASSIGN(const bool more, reader.next(values));
            if (!more)
                break;
            if (++file.rows % kLookUpEvery == 0 && m_progress)
                m_progress->setDone(m_bytes + reader.position());
            if (reader.columns().size() != known) {
                columns.extend(reader.columns());
                known = reader.columns().size();
            }
            facts.clear();
            std::string_view other;
            columns.facts(values, facts, other);
            if (!other.empty() && (others.size() < kMostWords || others.contains(std::string(other))))
                ++others[std::string(other.substr(0, 100))];
            for (const PastFact &fact : facts) {
                const auto at = m_times.read(fact.at, firstLocal);
                if (!at || (fact.email.empty() && fact.key.empty())) {
                    ++untimed;
                    continue;
                }
                PastEvent event;
                event.kind = fact.kind;
                event.at = *at;
                event.address = fact.email.empty() ? std::string() : email::addressKey(fact.email);
                event.key = fact.key;
                event.mailing = fact.campaign.substr(0, 200);
                event.message = fact.message.substr(0, 200);
                event.link = fact.link.substr(0, 2000);
                event.isMachine = fact.isMachine;
                TRY(use(event));
            }
        }
        file.rejected = reader.rejected();
        return {};
    }

private:
    const ExportFiles &m_files;
    const SurveyOptions m_options;
    const Times m_times;
    Progress *m_progress;
    const CancelToken &m_cancel;
    ExportSurvey m_found;
    std::int64_t m_bytes = 0, m_nobody = 0;
    std::unordered_set<std::string> m_people;
    std::set<std::string> m_columns, m_left, m_mailings;
    std::unordered_map<std::string, std::uint32_t> m_sources;
};

} // namespace

Result<ExportSurvey> surveyExport(const ExportFiles &files, const SurveyOptions &options, Progress *progress, const CancelToken &cancel) {
    return Surveyor(files, options, progress, cancel).run();
}

Result<void> writePeople(const ExportFiles &files, const ExportSurvey &survey, const KeptColumns &kept, const std::string &path, const CancelToken &cancel) {
    QFile out(toQString(path));
    const auto failed = [&] { return Error(ErrorKind::Io, "store.file_unwritable").with("path", path).with("reason", toUtf8(out.errorString())); };
    if (!out.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return failed();
    out.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    std::string text = "id,email";
    std::unordered_map<std::string, std::size_t> places;
    for (const std::string &column : survey.columns) {
        places.emplace(column, places.size());
        text += ',' + csvQuoted(column);
    }
    for (const std::string &column : kept.names)
        text += ',' + csvQuoted(column);
    text += '\n';
    std::vector<std::string> values, cells;
    for (const SurveyedFile &file : survey.files) {
        if (file.kind != FileKind::People)
            continue;
        auto opened = RecordReader::open(files.files()[file.place].path, cancel);
        if (!opened)
            continue; // the survey told
        RecordReader reader = *std::move(opened);
        PeopleColumns columns(*file.recipe, reader.columns());
        std::vector<std::string> names;
        for (;;) {
            TRY_ASSIGN(const bool more, reader.next(values));
            if (!more)
                break;
            if (names.size() != reader.columns().size()) {
                columns.extend(reader.columns());
                while (names.size() < reader.columns().size())
                    names.push_back(columns.nameOf(names.size()));
            }
            const std::string_view address = columns.email(values), key = columns.key(values);
            const std::string who = survey.tool == Tool::Mailchimp || key.empty() ? email::addressKey(address) : std::string(key);
            if (who.empty())
                continue;
            cells.assign(places.size(), {});
            for (std::size_t i = 0; i < values.size(); ++i)
                if (const auto place = places.find(names[i]); place != places.end() && cells[place->second].empty())
                    cells[place->second] = values[i];
            text += csvQuoted(who) + ',' + csvQuoted(std::string(address));
            for (const std::string &cell : cells)
                text += ',' + csvQuoted(cell);
            for (std::size_t i = 0; i < kept.names.size(); ++i)
                text += ',' + csvQuoted(kept.valueOf(who, i));
            text += '\n';
            if (text.size() > (std::size_t{1} << 20)) {
                if (out.write(toBytes(text)) != static_cast<qint64>(text.size()))
                    return failed();
                text.clear();
            }
        }
    }
    if (out.write(toBytes(text)) != static_cast<qint64>(text.size()) || !out.flush())
        return failed();
    return {};
}

Result<void> forEachPastEvent(const ExportFiles &files, const SurveyedFile &file, const std::string &zone, const std::function<Result<void>(const PastEvent &)> &use,
                              const CancelToken &cancel) {
    SurveyOptions options;
    options.zone = zone;
    Surveyor surveyor(files, options, nullptr, cancel);
    SurveyedFile again = file;
    std::map<std::string, std::int64_t> others;
    std::int64_t untimed = 0;
    return surveyor.read(again, use, others, untimed, nullptr);
}

} // namespace audience::movein
