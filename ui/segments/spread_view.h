// How the numbers of a column are spread, as small bars in a rule's row; those the rule takes are in the accent
// colour. Shows nothing until it knows. The limit can be dragged over the bars; it says where to and changes nothing
// itself: the same is done by the keyboard in the value beside it.
#pragma once

#include "model/segment_condition.h"
#include "service/segment_service.h"

#include <QWidget>

namespace audience::ui {

class SpreadView final : public QWidget {
    Q_OBJECT
public:
    explicit SpreadView(QWidget *parent = nullptr);
    void setSpread(const service::Spread &spread);
    void setTest(const model::FieldTest &test);
    // Whether a number passes; empty and unreadable operands pass nothing.
    static bool passes(const model::FieldTest &test, double value);
    QSize sizeHint() const override { return {72, 24}; }

Q_SIGNALS:
    void held();
    void moved(int which, const QString &number); // the test's first value or its second
    void released();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    double xOf(double number) const;
    void moveTo(double x);
    bool canDrag() const;
    void letGo();

    service::Spread m_spread;
    model::FieldTest m_test;
    int m_dragged = -1; // which value
    QString m_before;
};

} // namespace audience::ui
