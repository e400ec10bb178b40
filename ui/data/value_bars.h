// How the values of a column are spread, large: bars from zero that can be brushed to filter. Keyboard:
// arrows move over the bars, Shift widens, Enter takes. Main thread.
#pragma once

#include "ui/data/column_profiles.h"

#include <QWidget>

namespace audience::ui {

class ValueBars final : public QWidget {
    Q_OBJECT
public:
    explicit ValueBars(QWidget *parent = nullptr);
    void setProfile(const Profile &profile, const QString &lowest, const QString &highest);
    QSize sizeHint() const override { return {240, 108}; }

Q_SIGNALS:
    void rangeChosen(int firstBar, int lastBar);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    int barAt(int x) const;
    Profile m_profile;
    QString m_lowest, m_highest;
    int m_from = -1, m_to = -1;
    bool m_isBrushing = false;
};

} // namespace audience::ui
