#include "ui/segments/history_trend.h"

#include "service/segment_history.h"

namespace audience::ui {

HistoryTrend::HistoryTrend(std::shared_ptr<service::Session> session, QObject *parent)
    : QObject(parent), m_session(std::move(session)), m_latest(this) {
    m_rest.setSingleShot(true);
    m_rest.setInterval(400);
    connect(&m_rest, &QTimer::timeout, this, &HistoryTrend::ask);
}

void HistoryTrend::showRule(const model::SegmentRule &rule) {
    m_rule = rule;
    m_latest.drop();
    m_isCounting = false;
    m_rest.start();
}

void HistoryTrend::drop() {
    m_rest.stop();
    m_latest.drop();
    m_isCounting = false;
    Q_EMIT counted({});
}

void HistoryTrend::ask() {
    m_isCounting = true;
    m_latest.request(
        [session = m_session, rule = m_rule](CancelToken cancel) -> Result<std::vector<std::int64_t>> {
            const CivilDate today = service::historyToday(*session);
            TRY_ASSIGN(const auto days, service::historyDays(CivilDate{today.days - 12 * 7}, today, service::HistoryStep::Week));
            TRY_ASSIGN(const auto history, service::sizesOn(*session, rule, days, nullptr, cancel));
            std::vector<std::int64_t> weeks;
            if (!history.asToday.none())
                return weeks;
            for (const auto &point : history.points)
                weeks.push_back(point.people);
            return weeks;
        },
        [this](Result<std::vector<std::int64_t>> weeks) {
            m_isCounting = false;
            QVector<double> values;
            if (weeks)
                for (const std::int64_t people : *weeks)
                    values.append(double(people));
            Q_EMIT counted(values);
        });
}

} // namespace audience::ui
