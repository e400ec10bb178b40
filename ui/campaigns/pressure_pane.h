// Beside the calendar: how many people all that is scheduled reaches, how often, on which days, where two sends meet and
// who is over the cap. Every figure opens its people. Shows what it is given.
#pragma once

#include "service/pressure_map.h"

#include <QFrame>

#include <functional>
#include <memory>

class QBoxLayout;
class QLabel;

namespace audience::ui {

class BarRows;
class SegmentedControl;

class PressurePane final : public QFrame {
    Q_OBJECT
public:
    using Map = std::shared_ptr<const service::PressureMap>;
    using Pick = std::function<service::MemberList(const service::PressureMap &)>;
    explicit PressurePane(QWidget *parent = nullptr);
    void show(const Map &map, bool isPractice);
    void showCounting();
    void showProblem(const QString &words);
    int days() const; // that are counted

Q_SIGNALS:
    void daysChanged();
    void peopleWanted(const audience::ui::PressurePane::Pick &which, const QString &title, const QString &note);

private:
    QLabel *addTitle(QBoxLayout *layout, const QString &words);
    BarRows *addRows(QBoxLayout *layout, const char *objectName, const QString &name);
    void showContacts();
    void showDays();
    void showClashes();
    QString capWords() const;

    Map m_map;
    SegmentedControl *m_span;
    QLabel *m_people, *m_words, *m_contactsTitle, *m_daysTitle, *m_clashTitle, *m_clashWords, *m_practice;
    BarRows *m_contacts, *m_days, *m_clashes;
    std::vector<CivilDate> m_fullest; // of the rows
};

} // namespace audience::ui
