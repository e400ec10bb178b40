// What a rule means right now, at the right of the builder: how many, how many of them can be emailed
// and why not the others, and what each rule leaves.
#pragma once

#include "service/views.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace audience::ui {

class BarRows;

class ReachPanel final : public QFrame {
    Q_OBJECT
public:
    explicit ReachPanel(QWidget *parent = nullptr);
    // `rules`: short words per top-level rule.
    void show(const service::CountView &count, const QStringList &rules);
    void showCounting(); // the figures shown are of an older rule
    void showNothing();  // the rule cannot be counted as it stands
    void setDataTime(const QString &words);

private:
    QLabel *m_figure, *m_share, *m_time, *m_reachText, *m_leftTitle;
    QPushButton *m_reach;
    QWidget *m_reasonsBox;
    BarRows *m_reasons, *m_left;
};

} // namespace audience::ui
