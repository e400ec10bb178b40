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
    void setChevron(bool on);                 // off: in a line that reads like a sentence
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    int chevronRoom() const;
    QString m_placeholder;
    bool m_hasChevron = true;
};

} // namespace audience::ui
