// Who is in a segment, one by one: lists to page through, and their export.
#include "base/text.h"
#include "service/audience_question.h"
#include "service/csv_output.h"
#include "service/member_columns.h"
#include "service/remote_people.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/trait_service.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace audience::service {

namespace {

// What a value is ordered by: numbers as they are, texts by their place in the alphabet.
class SortKeys {
public:
    SortKeys(std::shared_ptr<const engine::DenseColumn> column, const std::vector<Ordinal> &people) : m_column(std::move(column)) {
        if (m_column->dictionary == nullptr)
            return;
        std::vector<std::pair<std::string, std::int64_t>> words;
        for (const Ordinal person : people)
            if (has(person) && m_ranks.emplace(m_column->intAt(person), 0).second)
                words.emplace_back(foldCase(m_column->dictionary->at(static_cast<std::uint32_t>(m_column->intAt(person)))), m_column->intAt(person));
        std::sort(words.begin(), words.end());
        for (std::size_t i = 0; i < words.size(); ++i)
            m_ranks[words[i].second] = static_cast<std::int64_t>(i);
    }
    bool has(Ordinal person) const { return person < m_column->size && m_column->isValid(person); }
    bool before(Ordinal a, Ordinal b) const {
        if (m_column->type == engine::ColumnType::Double)
            return m_column->f64[a] < m_column->f64[b];
        return rank(a) < rank(b);
    }

private:
    std::int64_t rank(Ordinal person) const {
        const std::int64_t value = m_column->intAt(person);
        return m_column->dictionary ? m_ranks.at(value) : value;
    }
    std::shared_ptr<const engine::DenseColumn> m_column;
    std::unordered_map<std::int64_t, std::int64_t> m_ranks;
};

// By a column, those without a value last; no column: as they came.
Result<void> sortPeople(Session &session, const People &people, std::vector<Ordinal> &list, const std::string &sortBy, bool descending,
                        const CancelToken &cancel) {
    if (sortBy.empty())
        return {};
    TRY_ASSIGN(const auto column, memberColumn(session, people, sortBy, cancel));
    const SortKeys keys(column, list);
    const auto known = std::stable_partition(list.begin(), list.end(), [&](Ordinal person) { return keys.has(person); });
    std::stable_sort(list.begin(), known, [&](Ordinal a, Ordinal b) { return descending ? keys.before(b, a) : keys.before(a, b); });
    return cancel.check();
}

} // namespace

Result<std::int64_t> SegmentService::size(const model::SegmentRule &rule, const CancelToken &cancel) {
    TRY_ASSIGN(const auto there, remotePeopleOf(m_session, rule));
    if (there) {
        TRY_ASSIGN(const CountView view, countRemote(m_session, *there, rule, cancel));
        return view.count;
    }
    TRY_ASSIGN(const People people, People::load(m_session));
    TRY_ASSIGN(const Audience audience, evaluateRule(m_session, people, rule, cancel));
    return static_cast<std::int64_t>(audience.members.count());
}

Result<std::vector<TopicReach>> SegmentService::reachPerTopic(const model::SegmentRule &rule, const CancelToken &cancel) {
    TRY_ASSIGN(const People people, People::load(m_session));
    TRY_ASSIGN(const Audience audience, evaluateRule(m_session, people, rule, cancel));
    TRY_ASSIGN(const auto topics, workspace::ConsentRepository(m_session.workspace()).topics());
    std::vector<TopicReach> reach;
    for (const workspace::Topic &topic : topics) {
        TRY(cancel.check());
        TRY_ASSIGN(const delivery::Reachable reachable, reachableOf(m_session, people, audience.members, {topic.key}, nullptr, nullptr, cancel));
        reach.push_back({topic.key, topic.name, static_cast<std::int64_t>(reachable.people.size())});
    }
    return reach;
}

Result<std::shared_ptr<const MemberList>> SegmentService::memberList(const model::SegmentRule &rule, const std::string &sortBy, bool descending,
                                                                     const CancelToken &cancel) {
    TRY_ASSIGN(const People people, People::load(m_session));
    TRY_ASSIGN(const Audience audience, evaluateRule(m_session, people, rule, cancel));
    auto list = std::make_shared<MemberList>();
    list->people.reserve(audience.members.count());
    audience.members.forEach([&](Ordinal person) {
        list->people.push_back(person);
        return true;
    });
    TRY(cancel.check());
    TRY(sortPeople(m_session, people, list->people, sortBy, descending, cancel));
    return std::shared_ptr<const MemberList>(std::move(list));
}

Result<std::shared_ptr<const MemberList>> SegmentService::keptBackList(const model::SegmentRule &rule, const std::string &reason,
                                                                       const std::vector<std::string> &topics, const std::string &sortBy, bool descending,
                                                                       const CancelToken &cancel) {
    TRY_ASSIGN(const People people, People::load(m_session));
    TRY_ASSIGN(const Audience audience, evaluateRule(m_session, people, rule, cancel));
    std::vector<std::pair<Ordinal, delivery::Reason>> keptBack;
    TRY_ASSIGN(const delivery::Reachable reachable, reachableOf(m_session, people, audience.members, topics, &keptBack));
    auto list = std::make_shared<MemberList>();
    for (const auto &[person, why] : keptBack)
        if (delivery::toText(why) == reason)
            list->people.push_back(person);
    TRY(cancel.check());
    TRY(sortPeople(m_session, people, list->people, sortBy, descending, cancel));
    return std::shared_ptr<const MemberList>(std::move(list));
}

Result<std::shared_ptr<const MemberList>> SegmentService::leftList(const model::SegmentRule &rule, const std::optional<std::vector<std::string>> &reasons,
                                                                   const std::vector<std::string> &topics, const CancelToken &cancel) {
    TRY_ASSIGN(const People people, People::load(m_session));
    TRY_ASSIGN(const Audience audience, evaluateRule(m_session, people, rule, cancel));
    std::vector<std::pair<Ordinal, delivery::Reason>> keptBack;
    TRY_ASSIGN(const delivery::Reachable reachable, reachableOf(m_session, people, audience.members, topics, &keptBack));
    std::unordered_set<Ordinal> gone;
    for (const auto &[person, why] : keptBack)
        if (!reasons || std::find(reasons->begin(), reasons->end(), delivery::toText(why)) != reasons->end())
            gone.insert(person);
    auto list = std::make_shared<MemberList>();
    audience.members.forEach([&](Ordinal person) {
        if (gone.count(person) == 0)
            list->people.push_back(person);
        return true;
    });
    return std::shared_ptr<const MemberList>(std::move(list));
}

Result<RowsPage> SegmentService::rowsOf(const MemberList &list, const std::vector<std::string> &columns, std::int64_t first, int count) const {
    TRY_ASSIGN(const People people, People::load(m_session));
    RowsPage page;
    page.columns = columns;
    page.total = static_cast<std::int64_t>(list.people.size());
    std::vector<std::shared_ptr<const engine::DenseColumn>> data;
    for (const std::string &name : columns) {
        TRY_ASSIGN(auto column, memberColumn(m_session, people, name));
        data.push_back(std::move(column));
    }
    const std::int64_t end = std::min(page.total, first + count);
    for (std::int64_t at = std::max<std::int64_t>(0, first); at < end; ++at) {
        std::vector<std::string> row;
        for (const auto &column : data)
            row.push_back(engine::toText(cellOf(*column, list.people[static_cast<std::size_t>(at)])));
        page.rows.push_back(std::move(row));
    }
    return page;
}

Result<std::int64_t> SegmentService::exportMembers(const model::SegmentRule &rule, const std::vector<std::string> &columns, const std::string &path,
                                                   Progress *progress, const CancelToken &cancel) {
    TRY_ASSIGN(const auto list, memberList(rule, {}, false, cancel));
    return exportList(*list, columns, path, progress, cancel);
}

Result<std::int64_t> SegmentService::exportList(const MemberList &list, const std::vector<std::string> &columns, const std::string &path,
                                                Progress *progress, const CancelToken &cancel) {
    TRY_ASSIGN(CsvOutput file, CsvOutput::open(m_session, path));
    TRY_ASSIGN(const People people, People::load(m_session));
    std::vector<std::shared_ptr<const engine::DenseColumn>> data;
    for (const std::string &name : columns) {
        TRY_ASSIGN(auto column, memberColumn(m_session, people, name, cancel));
        data.push_back(std::move(column));
        file.cell(name);
    }
    file.endRow();
    ExportSteps steps(progress, cancel, static_cast<std::int64_t>(list.people.size()));
    for (const Ordinal person : list.people) {
        TRY(steps.next());
        for (const auto &column : data)
            file.cell(cellOf(*column, person));
        file.endRow();
    }
    TRY(file.finish());
    return static_cast<std::int64_t>(list.people.size());
}

} // namespace audience::service
