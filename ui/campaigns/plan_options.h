// The delivery plan of a campaign as rows for four cards of the composer: to whom, what of it is followed, when, how
// fast. Shows a plan and says what a person made of it; the composer keeps it. What a row takes lies in the plan alone: a
// row is on when the plan says so, or when it was just switched on and waits for its first word.
#pragma once

#include "service/views.h"
#include "ui/campaigns/option_row.h"

#include <QDate>
#include <QObject>

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

class QLabel;
class QLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QWidget;

namespace audience::ui {

class PlanOptions final : public QObject {
    Q_OBJECT
public:
    explicit PlanOptions(QWidget *parent);
    // Rows for one card, and the button for its head that shows those that are off as well.
    struct Group {
        QWidget *rows;
        QPushButton *more;
    };
    const Group &people() const { return m_people; }
    const Group &reading() const { return m_reading; } // what is followed of it
    const Group &times() const { return m_times; }
    const Group &speed() const { return m_speed; }
    // `start`: the day on which it starts, invalid: when somebody says so.
    void show(const model::DeliveryPlan &plan, const QDate &start);
    void setZone(const std::string &zone) { m_zone = zone; } // by whose clock its days begin and end; before show()
    void setFields(const std::vector<service::FieldView> &fields); // of people
    void setLinks(const QString &campaign, const QString &link);   // its name, and a link of its email to show what becomes of it
    void showStarts(const std::vector<Instant> &starts, const QString &zone); // the next ones, of what repeats
    void forget(); // another campaign: what was only switched on is off

Q_SIGNALS:
    // `group`: edits of one group that follow each other are one step to undo.
    void changed(const audience::model::DeliveryPlan &plan, const QString &words, int group);

private:
    using Plan = model::DeliveryPlan;
    using Edit = std::function<void(Plan &)>;
    Group makeGroup(const QString &objectName, const QString &accessibleName, const std::function<void(QWidget *)> &fill);
    void showRows(const Group &group);
    // `isOn` reads it from the plan, `set` switches it on with what is usual, or off.
    OptionRow *addRow(QWidget *group, const char *objectName, const QString &words, const std::function<bool()> &isOn,
                      const std::function<void(Plan &, bool)> &set);
    QSpinBox *addNumber(OptionRow *row, const char *objectName, const QString &name, int least, int most, const OptionRow::Phrase &phrase,
                        const std::function<int()> &read, const std::function<void(Plan &, int)> &write);
    // Several things in one line. `read` takes the text over into a plan and says what is wrong with it, or nothing.
    void addList(QWidget *group, OptionRow *row, const char *objectName, const QString &name, const std::function<QString()> &text,
                 const std::function<QString(Plan &, const QString &)> &read);
    // A row of a name and a button that opens a list.
    QPushButton *addPick(QWidget *group, const char *objectName, const QString &words, const std::function<bool()> &isUsual,
                         const std::function<QString()> &shown);
    void addPeople(QWidget *group);
    void addOrder(OptionRow *row);
    void addOncePer(QWidget *group);
    void addDomains(QWidget *group, const char *objectName, const QString &words, std::vector<std::string> Plan::*domains);
    void addReading(QWidget *group);
    void addMarks(QWidget *group);
    QLayout *makeMark(QWidget *form, const QString &words, const std::string &key, const QString &objectName, const QString &name, const QString &example);
    void showMoreMarks(const QString &words);
    void showLink();
    void addTimes(QWidget *group);
    void addHours(QWidget *group);
    void addDays(QWidget *group);
    void addRepeat(QWidget *group);
    void addRepeatEnd(OptionRow *row);
    void addCron(OptionRow *row);
    void addPeriod(QWidget *group);
    void addSpeed(QWidget *group);
    void addChoice(QWidget *group, const char *objectName, const QString &words, const QStringList &choices, int usual,
                   const std::function<int()> &read, const std::function<void(Plan &, int)> &write);
    void addLists(QWidget *group);
    void edit(const QString &words, const Edit &change);

    Plan m_plan;
    QDate m_start;
    std::string m_zone = "UTC";
    bool m_isShowing = false;
    std::vector<service::FieldView> m_fields;
    QString m_campaign, m_link;
    QLabel *m_marked = nullptr, *m_starts = nullptr;
    QWidget *m_moreMarks = nullptr;
    std::map<std::string, QLineEdit *> m_markEdits; // by the name in the link
    int m_unit = 1; // minutes in what the period is counted in
    std::set<std::string> m_waiting; // rows that are on and have nothing yet
    std::vector<std::function<void()>> m_refreshers; // one for each part, made where the part is
    Group m_people, m_reading, m_times, m_speed;
};

} // namespace audience::ui
