// What the user decided about entries of the public corner, how they stand, and when they are taken in.
#include "base/text.h"
#include "service/corner_address_book.h"
#include "service/corner_taking.h"
#include "service/session.h"
#include "store/dataset_reader.h"

namespace audience::service {

namespace {

constexpr const char *kFields = "corner_fields";
constexpr const char *kHooks = "corner_hooks";

CornerHook hookFrom(const Json &json) {
    CornerHook hook;
    hook.name = jsonText(json, "name");
    hook.dataset = jsonText(json, "dataset");
    hook.person = jsonText(json, "person");
    hook.isKey = jsonBool(json, "key");
    hook.event = jsonText(json, "event");
    hook.eventPath = jsonText(json, "event_path");
    hook.timePath = jsonText(json, "time_path");
    return hook;
}

Json toJson(const CornerHook &hook) {
    return Json{{"name", hook.name},   {"dataset", hook.dataset},        {"person", hook.person},      {"key", hook.isKey},
                {"event", hook.event}, {"event_path", hook.eventPath}, {"time_path", hook.timePath}};
}

void add(CornerTaking &total, const CornerTaking &one) {
    total.people += one.people;
    total.added += one.added;
    total.blocked += one.blocked;
    total.events += one.events;
    total.aside += one.aside;
    total.expired += one.expired;
    total.asked += one.asked;
}

} // namespace

Result<CornerFieldMap> CornerPeople::fields() const {
    TRY_ASSIGN(const Json kept, m_session.workspace().setting(kFields));
    CornerFieldMap map;
    if (!kept.is_object())
        return map;
    map.overwrites = jsonBool(kept, "overwrites");
    if (const Json *columns = jsonMember(kept, "columns"); columns && columns->is_object())
        for (const auto &[field, column] : columns->items())
            if (column.is_string())
                map.columns[field] = column.get<std::string>();
    return map;
}

Result<void> CornerPeople::saveFields(const CornerFieldMap &map) {
    const auto people = People::load(m_session);
    Json columns = Json::object();
    for (const auto &[field, column] : map.columns) {
        if (people && !column.empty() && !people->hasField(column))
            return Error(ErrorKind::NotFound, "data.unknown_column").with("column", column).with("dataset", people->dataset().name);
        columns[field] = column;
    }
    return m_session.workspace().setSetting(kFields, Json{{"columns", columns}, {"overwrites", map.overwrites}});
}

Result<std::vector<CornerHook>> CornerPeople::hooks() const {
    TRY_ASSIGN(const Json kept, m_session.workspace().setting(kHooks));
    std::vector<CornerHook> hooks;
    if (kept.is_array())
        for (const Json &one : kept)
            hooks.push_back(hookFrom(one));
    return hooks;
}

Result<void> CornerPeople::saveHook(const CornerHook &hook) {
    if (hook.name.empty() || hook.dataset.empty() || hook.person.empty() || hook.event.empty() == hook.eventPath.empty())
        return Error(ErrorKind::Invalid, "corner.hook_incomplete").with("name", hook.name);
    {
        TRY_ASSIGN(const auto reader, m_session.workspace().reader());
        TRY_ASSIGN(const auto there, store::DatasetReader::find(*reader, hook.dataset));
        if (there && (there->role != store::DatasetRole::Events || there->profileField.empty()))
            return Error(ErrorKind::Conflict, "corner.hook_dataset").with("dataset", hook.dataset);
    }
    TRY_ASSIGN(const auto hooks, this->hooks());
    Json all = Json::array();
    for (const CornerHook &one : hooks)
        if (one.name != hook.name)
            all.push_back(toJson(one));
    all.push_back(toJson(hook));
    return m_session.workspace().setSetting(kHooks, all);
}

Result<CornerCounts> CornerPeople::counts() const {
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(auto row, reader->prepare(
                             "WITH open AS (SELECT EXISTS (SELECT 1 FROM corner_entry c WHERE c.kind = 'confirm' AND c.address = e.address AND c.subject = e.subject "
                             "AND c.at >= e.at) AS confirmed, EXISTS (SELECT 1 FROM corner_request r WHERE r.address = e.address AND r.topic = e.subject) AS asked "
                             "FROM corner_entry e WHERE e.kind = 'form' AND NOT EXISTS (SELECT 1 FROM corner_outcome o WHERE o.entry = e.id)) "
                             "SELECT (SELECT count(*) FROM open WHERE NOT confirmed AND NOT asked), (SELECT count(*) FROM open WHERE NOT confirmed AND asked), "
                             "(SELECT count(*) FROM open WHERE confirmed), (SELECT count(*) FROM corner_outcome WHERE state = 'taken'), "
                             "(SELECT count(*) FROM corner_outcome WHERE state = 'aside'), (SELECT count(*) FROM corner_outcome WHERE state = 'expired'), "
                             "(SELECT count(*) FROM corner_request WHERE state = 'in_doubt')"));
    TRY_ASSIGN(const bool found, row.step());
    CornerCounts counts;
    if (found)
        counts = {row.int64(0), row.int64(1), row.int64(2), row.int64(3), row.int64(4), row.int64(5), row.int64(6)};
    return counts;
}

Result<CornerTaking> CornerPeople::takeIn(bool again, const CancelToken &cancel) {
    workspace::Workspace &file = m_session.workspace();
    if (!file.mayRunWork())
        return file.standing().asError(file.path());
    CornerTaking total;
    for (bool isMore = true; isMore; again = false) {
        TRY(cancel.check());
        CornerTaking one;
        {
            AddressBook book(m_session); // of the data as they are now
            TRY_ASSIGN(one, takeSignUps(m_session, book, again));
        }
        AddressBook book(m_session); // who just became somebody is known to it
        TRY_ASSIGN(const CornerTaking events, takeHooks(m_session, book, again));
        add(one, events);
        add(total, one);
        isMore = one.people + one.expired >= kEntriesAtOnce || one.events >= kEntriesAtOnce;
    }
    return total;
}

Result<CornerTaking> CornerPeople::attend(const CancelToken &cancel) {
    CornerTaking total;
    const auto taken = takeIn(false, cancel);
    const bool isLater = !taken && (taken.error().id == "data.no_people" || taken.error().id == "dataset.import_running" || taken.error().id == "dataset.stale");
    if (!taken && !isLater)
        return taken.error();
    if (taken)
        add(total, *taken);
    TRY_ASSIGN(const CornerTaking asked, askToConfirm(cancel));
    add(total, asked);
    return total;
}

} // namespace audience::service
