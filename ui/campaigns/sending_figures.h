// The figures of a send: everybody chosen in parts that add up, then what came of the emails, how far it is and
// what it earned. Every figure opens the people behind it; the page asks for them.
#pragma once

#include "service/sending_way.h"
#include "service/views.h"
#include "ui/kit/widgets.h"

#include <QFrame>

#include <map>
#include <string>

class QLabel;

namespace audience::service {
struct Earnings;
}

namespace audience::ui {

class FigureBox;
class PartsBar;

class SendingFigures final : public QFrame {
    Q_OBJECT
public:
    explicit SendingFigures(QWidget *parent = nullptr);
    void show(const service::CampaignStatus &status, const service::Reporting &reporting, bool isGoing);
    // What the send itself says between two looks; the parts add up all the same.
    void showProgress(qint64 sent, qint64 wanted, int secondsToGo);
    void showEarned(const service::Earnings *earned); // nullptr: not known
    // Those for whom the send would end, were it stopped now.
    qint64 toGo() const { return m_toGo; }

Q_SIGNALS:
    void peopleWanted(const QString &fact);

private:
    FigureBox *add(QLayout *row, const char *objectName, const char *fact, const QString &name);
    void addLine(QLayout *row);
    QWidget *makeFigures();
    void showSent(qint64 sent, qint64 wanted);
    void showLeft(int seconds); // -1: not known

    std::map<std::string, FigureBox *, std::less<>> m_boxes; // by fact
    FigureBox *m_sent, *m_speed, *m_revenue;
    PartsBar *m_bar;
    QList<QWidget *> m_lines; // between the groups of figures
    QLabel *m_started, *m_left, *m_definition, *m_unknown;
    qint64 m_rejected = 0, m_unsure = 0, m_leftOut = 0, m_toGo = 0;
    bool m_isOver = false;
};

// Those of the audience whom our rules keep back; who was stopped before their turn is not among them.
qint64 keptBackCount(const service::CampaignStatus &status);

} // namespace audience::ui
