// Today: what needs you, what goes out next and from which machine, how things stand, what changed since
// your last visit, and what to go on with. Every line leads to its place.
#pragma once

#include "async/latest.h"
#include "service/today_service.h"
#include "ui/kit/page.h"

#include <QTimer>

#include <memory>

class QGridLayout;
class QLabel;

namespace audience::service {
class Session;
}

namespace audience::ui {

class Card;
class KeyFigureCard;
class ListRows;
class StateView;
struct ListRowItem;

class TodayPage final : public Page {
    Q_OBJECT
public:
    explicit TodayPage(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("today"); }
    QString title() const override { return tr("Today"); }
    const char *iconName() const override { return "sun"; }
    QString heading() const override;
    bool isInside() const override { return false; } // a greeting is no place
    QList<QWidget *> stateChips() override;
    void open(const QString &) override { reload(); }
    void workspaceChanged() override { reload(); }
    bool isSettled() const override { return !m_isLoading; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Section {
        Card *card = nullptr;
        ListRows *rows = nullptr;
        QLabel *empty = nullptr; // what the section is for
    };
    QWidget *makeContent();
    void arrangeSections();
    void arrangeFigures();
    Section makeSection(const char *name, const QString &title, QWidget *parent);
    static void fill(const Section &section, const QList<ListRowItem> &items, const QString &ifEmpty);
    void reload();
    void showView(const service::TodayView &view);
    void showFigures(const service::TodayView &view);
    void showNew(const service::TodayView &view);
    void follow(const service::Remark &remark);
    void openWork(const QString &id);

    std::shared_ptr<service::Session> m_session;
    service::TodayView m_view;
    bool m_isLoading = false, m_isLoaded = false;
    StateView *m_state;
    Section m_needs, m_next, m_changed, m_goOn;
    QLabel *m_date, *m_machine, *m_definition;
    QWidget *m_machineRow;
    QGridLayout *m_grid, *m_figures;
    KeyFigureCard *m_people, *m_reachable, *m_revenue, *m_complaints;
    QTimer m_clock; // the greeting and "in 20 minutes" go with the time
    Latest<service::TodayView> m_latest;
};

} // namespace audience::ui
