#include "ui/data/column_profiles.h"

#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/text/sentences.h"

namespace audience::ui {

static constexpr int kMostWanted = 64, kAtOnce = 2;

ColumnProfiles::ColumnProfiles(std::shared_ptr<service::Session> session, QObject *parent) : QObject(parent), m_session(std::move(session)) {}

ColumnProfiles::~ColumnProfiles() {
    m_cancel.cancel();
}

void ColumnProfiles::setTable(const service::Table &table) {
    const bool isSame = m_table && table && m_table->dataset().name == table->dataset().name && m_table->dataset().generation == table->dataset().generation;
    m_table = table;
    if (isSame)
        return;
    m_cancel.cancel();
    m_cancel = CancelSource();
    ++m_epoch;
    m_running = 0;
    m_profiles.clear();
    m_failures.clear();
    m_wanted.clear();
}

Profile ColumnProfiles::profile(int column) {
    if (const auto found = m_profiles.constFind(column); found != m_profiles.constEnd())
        return *found;
    if (!m_table || column < 0 || column >= int(m_table->dataset().fields.size()))
        return nullptr;
    m_wanted.removeAll(column);
    m_wanted.append(column);
    if (m_wanted.size() > kMostWanted)
        m_wanted.removeFirst();
    next();
    return m_profiles.value(column); // a quick answer is there by now
}

void ColumnProfiles::next() {
    while (m_running < kAtOnce && !m_wanted.isEmpty()) {
        const int column = m_wanted.takeLast();
        m_profiles.insert(column, nullptr); // asked for
        ++m_running;
        inBackground(this, [session = m_session, table = m_table, column, token = m_cancel.token()] {
            return service::TableService(*session).profile(table, column, token);
        }, [this, column, epoch = m_epoch](Result<Profile> profile) {
            if (epoch != m_epoch)
                return;
            --m_running;
            if (profile)
                m_profiles.insert(column, *profile);
            else
                m_failures.insert(column, sentence(profile.error()));
            Q_EMIT arrived(column);
            next();
        });
    }
}

} // namespace audience::ui
