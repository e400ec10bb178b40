#include "ui/segments/trait_finder.h"

#include "service/session.h"
#include "ui/kit/widgets.h"

#include <QCoreApplication>

namespace audience::ui {

static constexpr int kAfterTheCount = 250; // ms; whoever goes on changing the rule asks for none

TraitFinder::TraitFinder(std::shared_ptr<service::Session> session, QObject *parent)
    : QObject(parent), m_session(std::move(session)), m_latest(this) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(kAfterTheCount);
    connect(&m_soon, &QTimer::timeout, this, &TraitFinder::find);
}

void TraitFinder::ask(const model::SegmentRule &rule) {
    if (m_rule && *m_rule == rule)
        return;
    m_rule = rule;
    m_traits.reset();
    m_isFinding = true;
    m_soon.start();
    Q_EMIT changed();
}

void TraitFinder::drop() {
    m_soon.stop();
    m_latest.drop();
    m_isFinding = false;
    m_rule.reset();
    m_traits.reset();
    Q_EMIT changed();
}

void TraitFinder::forget() {
    if (const auto rule = std::exchange(m_rule, std::nullopt))
        ask(*rule);
}

void TraitFinder::find() {
    m_latest.request(
        [session = m_session, rule = *m_rule, last = m_last](CancelToken cancel) -> Result<std::shared_ptr<const Found>> {
            TRY_ASSIGN(std::string key, service::whatSetsApartKey(*session, rule, cancel));
            if (last && last->key == key)
                return last;
            TRY_ASSIGN(Traits traits, service::whatSetsApart(*session, rule, cancel));
            return std::make_shared<const Found>(Found{std::move(key), std::move(traits)});
        },
        [this](Result<std::shared_ptr<const Found>> found) {
            m_isFinding = false;
            if (found) {
                m_last = *found;
                m_traits = m_last->traits;
            } else {
                m_traits = Result<Traits>(found.error());
            }
            Q_EMIT changed();
        });
}

QString timesAsMany(double inside, double outside) {
    if (outside <= 0)
        return inside > 0 ? QCoreApplication::translate("TraitFinder", "only here") : QString();
    const double times = inside / outside;
    return QCoreApplication::translate("TraitFinder", "%1x").arg(interfaceLocale().toString(times, 'f', times < 9.95 ? 1 : 0));
}

} // namespace audience::ui
