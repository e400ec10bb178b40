// How the numbers of a column are spread, as small bars in a rule's row; those the rule takes are in the
// accent colour. Shows nothing until it knows.
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

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    service::Spread m_spread;
    model::FieldTest m_test;
};

} // namespace audience::ui
