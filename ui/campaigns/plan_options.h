// The delivery plan of a campaign as rows for three cards of the composer: to whom, when, how fast. Shows a plan and
// says what a person made of it; the composer keeps it. What a row takes lies in the plan alone: a row is on when
// the plan says so.
#pragma once

#include "model/delivery_plan.h"

#include <QDate>
#include <QObject>

#include <functional>
#include <vector>

class QPushButton;
class QSpinBox;
class QWidget;

namespace audience::ui {

class OptionRow;

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
    const Group &times() const { return m_times; }
    const Group &speed() const { return m_speed; }
    // `start`: the day on which it starts, invalid: when somebody says so.
    void show(const model::DeliveryPlan &plan, const QDate &start);

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
    QSpinBox *addNumber(OptionRow *row, const char *objectName, const QString &name, int least, int most, const QString &suffix,
                        const std::function<int()> &read, const std::function<void(Plan &, int)> &write);
    // Several things in one line. `read` takes the text over into a plan and says what is wrong with it, or nothing.
    void addList(QWidget *group, OptionRow *row, const char *objectName, const QString &name, const std::function<QString()> &text,
                 const std::function<QString(Plan &, const QString &)> &read);
    void addPeople(QWidget *group);
    void addTimes(QWidget *group);
    void addHours(QWidget *group);
    void addDays(QWidget *group);
    void addRepeat(QWidget *group);
    void addSpeed(QWidget *group);
    void addChoice(QWidget *group, const char *objectName, const QString &words, const QStringList &choices, int usual,
                   const std::function<int()> &read, const std::function<void(Plan &, int)> &write);
    void addLists(QWidget *group);
    void edit(const QString &words, const Edit &change);

    Plan m_plan;
    QDate m_start;
    bool m_isShowing = false;
    std::vector<std::function<void()>> m_refreshers; // one for each part, made where the part is
    Group m_people, m_times, m_speed;
};

} // namespace audience::ui
