#include "service/local_answers.h"

#include "base/text.h"
#include "engine/snapshot.h"
#include "service/session.h"
#include "sync/sync_run_repository.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace audience::service {

namespace {

constexpr auto kFlushEvery = std::chrono::seconds(60);

Instant monthOf(Instant now) {
    YearMonthDay day = ymdFromCivil(CivilDate{static_cast<std::int32_t>(now.micros / kMicrosPerDay)});
    day.day = 1;
    return Instant{civilFromYmd(day).days * kMicrosPerDay};
}

std::string sizeText(std::int64_t bytes) {
    const bool isLarge = bytes >= 1'000'000'000;
    const std::int64_t tenths = std::max<std::int64_t>(1, (bytes + (isLarge ? 50'000'000 : 50'000)) / (isLarge ? 100'000'000 : 100'000));
    return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + (isLarge ? " GB" : " MB");
}

void collectTexts(const Json &json, std::set<std::string> &texts) {
    if (json.is_string())
        texts.insert(json.get<std::string>());
    else if (json.is_structured())
        for (const Json &member : json)
            collectTexts(member, texts);
}

// What a dataset that a sync fills would be to read at its source; nothing where the source never said.
using Estimates = std::map<std::string, std::optional<sync::TableEstimate>>;

Result<Estimates> synced(const store::Connection &connection) {
    const sync::SyncRunRepository runs(connection);
    TRY_ASSIGN(const auto plans, runs.plans());
    Estimates estimates;
    for (const sync::SavedPlan &one : plans) {
        TRY_ASSIGN(const auto estimate, runs.estimate(one.id));
        estimates.emplace(one.plan.dataset, estimate);
    }
    return estimates;
}

LocalAnswersView::Period readPeriod(const store::Statement &row) { return {row.int64(0), row.int64(1), row.int64(2), row.real(3)}; }

Result<LocalAnswersView::Period> since(const store::Connection &connection, Instant month) {
    TRY_ASSIGN(auto query, connection.prepare("SELECT coalesce(sum(answers), 0), coalesce(sum(estimated), 0), coalesce(sum(bytes), 0), coalesce(sum(credits), 0.0) "
                                              "FROM main.local_answer WHERE month >= ?1"));
    query.bind(1, month.micros);
    TRY_ASSIGN(const bool found, query.step());
    return found ? readPeriod(query) : LocalAnswersView::Period();
}

void tell(LocalAnswersView &view) {
    const LocalAnswersView::Period &total = view.total;
    if (total.answers == 0)
        return;
    const bool isKnown = total.estimated > 0 && total.bytes > 0 && view.estimatedAt;
    view.arguments.emplace_back("count", std::to_string(total.answers));
    view.sentence = !isKnown ? "sync.answered_here" : total.estimated == total.answers ? "sync.answered_here_bytes" : "sync.answered_here_some";
    if (!isKnown)
        return;
    view.arguments.emplace_back("estimated", std::to_string(total.estimated));
    view.arguments.emplace_back("size", sizeText(total.bytes));
    view.arguments.emplace_back("date", toIso(*view.estimatedAt).substr(0, 10));
}

} // namespace

void LocalAnswers::note(std::vector<std::string> datasets) {
    if (datasets.empty() || m_session.workspace().isReadOnly())
        return;
    std::sort(datasets.begin(), datasets.end());
    datasets.erase(std::unique(datasets.begin(), datasets.end()), datasets.end());
    const auto now = m_session.workspace().clock().steady();
    {
        const std::lock_guard lock(m_mutex);
        ++m_pending[std::move(datasets)];
        if (m_flushedAt.count() == 0)
            m_flushedAt = now;
        if (now - m_flushedAt < kFlushEvery)
            return;
        m_flushedAt = now;
    }
    (void)flush(); // what cannot be written waits
}

Result<void> LocalAnswers::flush() {
    std::map<std::vector<std::string>, std::int64_t> pending;
    {
        const std::lock_guard lock(m_mutex);
        pending.swap(m_pending);
    }
    if (pending.empty() || m_session.workspace().isReadOnly())
        return {};
    Result<Estimates> estimates = [&]() -> Result<Estimates> {
        TRY_ASSIGN(const workspace::Reader reader, m_session.workspace().reader());
        return synced(*reader);
    }();
    if (estimates)
        std::erase_if(pending, [&](const auto &one) {
            return std::none_of(one.first.begin(), one.first.end(), [&](const std::string &name) { return estimates->contains(name); });
        });
    if (estimates && pending.empty())
        return {};
    const std::int64_t month = monthOf(m_session.workspace().clock().now()).micros;
    Result<void> done = estimates ? m_session.workspace().write(workspace::Durability::Normal, [&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(auto add, connection.prepare("INSERT INTO main.local_answer(month, dataset, answers, estimated, bytes, credits) VALUES(?1, ?2, ?3, ?4, ?5, ?6) "
                                                "ON CONFLICT(month, dataset) DO UPDATE SET answers = answers + ?3, estimated = estimated + ?4, "
                                                "bytes = bytes + ?5, credits = credits + ?6"));
        for (const auto &[datasets, count] : pending) {
            std::string first;
            sync::TableEstimate all;
            bool isEstimated = true;
            for (const std::string &name : datasets) {
                const auto found = estimates->find(name);
                if (found == estimates->end())
                    continue;
                first = first.empty() ? name : first;
                isEstimated = isEstimated && found->second && (found->second->bytes > 0 || found->second->credits);
                all.bytes += found->second ? found->second->bytes : 0;
                all.credits = all.credits.value_or(0) + (found->second ? found->second->credits.value_or(0) : 0);
            }
            add.bind(1, month).bind(2, first).bind(3, count).bind(4, isEstimated ? count : 0);
            add.bind(5, isEstimated ? count * all.bytes : 0).bind(6, isEstimated ? static_cast<double>(count) * all.credits.value_or(0) : 0.0);
            TRY(add.run());
            add.reset();
        }
        return {};
    })
                                  : Result<void>(estimates.error());
    if (done)
        return done;
    const std::lock_guard lock(m_mutex);
    for (const auto &[datasets, count] : pending)
        m_pending[datasets] += count;
    return done;
}

Result<LocalAnswersView> LocalAnswers::view() {
    (void)flush();
    LocalAnswersView view;
    TRY_ASSIGN(const workspace::Reader reader, m_session.workspace().reader());
    TRY_ASSIGN(view.month, since(*reader, monthOf(m_session.workspace().clock().now())));
    TRY_ASSIGN(view.total, since(*reader, Instant{0}));
    TRY_ASSIGN(const std::int64_t at, reader->scalar("SELECT coalesce(max(estimated_at), 0) FROM main.source_estimate"));
    if (at > 0)
        view.estimatedAt = Instant{at};
    tell(view);
    return view;
}

std::vector<std::string> datasetsIn(const engine::Schema &schema, const Json &question) {
    std::set<std::string> texts;
    collectTexts(question, texts);
    std::vector<std::string> found{schema.profileDataset};
    for (const engine::EventSource &source : schema.events)
        if (texts.contains(source.dataset) || std::any_of(source.names.begin(), source.names.end(), [&](const std::string &name) { return texts.contains(name); }))
            found.push_back(source.dataset);
    for (const engine::TableSource &source : schema.tables)
        if (texts.contains(source.dataset))
            found.push_back(source.dataset);
    return found;
}

std::vector<std::string> datasetsIn(const std::vector<std::string> &all, std::string_view sql) {
    const std::string text = toLowerAscii(sql);
    const auto isWord = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || (static_cast<unsigned char>(c) & 0x80) != 0; };
    std::vector<std::string> found;
    for (const std::string &name : all) {
        const std::string wanted = toLowerAscii(name);
        for (std::size_t at = text.find(wanted); !wanted.empty() && at != std::string::npos; at = text.find(wanted, at + 1)) {
            const std::size_t end = at + wanted.size();
            if ((at > 0 && isWord(text[at - 1])) || (end < text.size() && isWord(text[end])))
                continue;
            found.push_back(name);
            break;
        }
    }
    return found;
}

} // namespace audience::service
