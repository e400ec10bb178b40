// A switch for something that is on or off at once, with its words beside it.
#pragma once

#include <QAbstractButton>

namespace audience::ui {

class Toggle final : public QAbstractButton {
    Q_OBJECT
public:
    Toggle(const QString &objectName, const QString &words, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace audience::ui
