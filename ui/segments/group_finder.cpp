#include "ui/segments/group_finder.h"

#include "service/definition_service.h"
#include "service/session.h"

namespace audience::ui {

static constexpr int kSoon = 600; // ms after it was asked for, or after somebody was busy

static Result<std::string> versionOf(service::Session &session) {
    TRY_ASSIGN(const auto snapshot, session.snapshot());
    TRY_ASSIGN(const auto view, service::DefinitionService(session).definition());
    return Json{{"data", snapshot->generation()}, {"purchase", view.definition.purchaseEvent}, {"value", view.definition.valueField}, {"set", view.isSet()}}.dump();
}

GroupFinder::GroupFinder(std::shared_ptr<service::Session> session, std::function<bool()> isBusy, QObject *parent)
    : QObject(parent), m_session(std::move(session)), m_isBusy(std::move(isBusy)), m_latest(this, &m_pool), m_check(this) {
    m_pool.setMaxThreadCount(1);
    m_pool.setThreadPriority(QThread::LowestPriority);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoon);
    connect(&m_soon, &QTimer::timeout, this, &GroupFinder::find);
}

GroupFinder::~GroupFinder() {
    m_latest.drop(); // or the pool waits for it
}

const GroupFinder::Groups *GroupFinder::groups() const {
    const auto known = m_known.find(m_asked);
    return known == m_known.end() ? nullptr : &known->second;
}

void GroupFinder::suggest() {
    if (m_asked >= 0)
        return;
    m_asked = 0;
    lookAgain();
}

void GroupFinder::ask(int groups) {
    *m_isFirst = true;
    const bool isAnother = m_asked != groups;
    m_asked = groups;
    if (m_known.count(groups) != 0) {
        if (isAnother)
            Q_EMIT changed();
        return;
    }
    m_isWanted = m_isFinding = true;
    find();
    Q_EMIT changed();
}

void GroupFinder::lookAgain() {
    if (m_asked < 0)
        return;
    m_isFinding = true;
    m_soon.start();
}

void GroupFinder::giveWay() {
    *m_isFirst = false;
    if (m_soon.isActive())
        m_soon.start();
}

void GroupFinder::find() {
    m_soon.stop();
    if (m_isBusy()) {
        m_soon.start();
        return;
    }
    m_check.request([session = m_session](CancelToken) { return versionOf(*session); }, [this](Result<std::string> version) { look(std::move(version)); });
}

// What is nearly done for the same data is never begun again.
void GroupFinder::look(Result<std::string> version) {
    if (version && *version == m_sought)
        return;
    m_latest.drop();
    m_sought.clear();
    if (!version)
        return keep({}, m_asked, {nullptr, Groups(version.error())});
    const bool isKnown = *version == m_version;
    if (isKnown && (m_known.count(m_asked) != 0 || (m_isOffered && !m_isWanted))) {
        m_isFinding = false;
        Q_EMIT changed();
        return;
    }
    const auto known = isKnown ? m_buyers : nullptr;
    if (!known)
        m_sought = *version;
    service::SuggestOptions options;
    options.groups = m_asked;
    options.threads = [isFirst = m_isFirst] { return *isFirst ? 0 : 1; };
    options.mostBuyers = m_isWanted ? 0 : m_mostUnasked;
    m_latest.request(
        [session = m_session, known, options](CancelToken cancel) -> Result<Found> {
            service::SuggestOptions mine = options;
            mine.cancel = cancel;
            Found found{known, std::nullopt};
            if (!known) {
                auto grouped = service::groupBuyers(*session, mine);
                if (!grouped)
                    return Found{nullptr, Groups(grouped.error())};
                found.buyers = *std::move(grouped);
            }
            if (found.buyers)
                found.groups = service::suggestGroups(*session, *found.buyers, mine);
            return found;
        },
        [this, version = *version, groups = m_asked](Result<Found> found) { keep(version, groups, *std::move(found)); });
}

void GroupFinder::keep(const std::string &version, int groups, Found found) {
    m_sought.clear();
    if (version != m_version)
        m_known.clear();
    m_version = version;
    m_buyers = std::move(found.buyers);
    m_isOffered = !found.groups;
    if (found.groups)
        m_known.insert_or_assign(groups, *std::move(found.groups));
    if (m_known.count(m_asked) == 0 && (!m_isOffered || m_isWanted))
        return lookAgain(); // another number was asked for meanwhile, or any at all
    m_isWanted = false;
    m_isFinding = false;
    Q_EMIT changed();
}

} // namespace audience::ui
