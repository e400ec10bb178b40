// A button that shows what is chosen and opens a list or a small panel: icon, word, chevron. The chevron
// stays in sight, the word gives way. Made by makeButton for the roles "field" and "value".
#pragma once

#include <QPushButton>

namespace audience::ui {

class ValueButton final : public QPushButton {
    Q_OBJECT
public:
    explicit ValueButton(const QString &text, QWidget *parent = nullptr);
    void setPlaceholder(const QString &text); // shown in the quiet colour while the text is empty
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString m_placeholder;
};

} // namespace audience::ui
