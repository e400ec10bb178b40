// A choice told in a sentence: a check box, and behind it what it takes, shown while it is on.
#pragma once

#include <QCheckBox>
#include <QWidget>

#include <functional>

class QBoxLayout;
class QSpinBox;

namespace audience::ui {

class OptionRow final : public QWidget {
    Q_OBJECT
public:
    OptionRow(const QString &objectName, const QString &words, QWidget *parent = nullptr);
    void addWords(const QString &words); // small ones between the parts
    void addPart(QWidget *part);
    // A whole number; the accessible name says what it counts, `phrase` how the language says so many of them ("1 person",
    // "2 people"): what stands around the number there stands around it here.
    using Phrase = std::function<QString(int number)>;
    QSpinBox *addNumber(const QString &objectName, const QString &accessibleName, int least, int most, const Phrase &phrase = {});
    void put(bool isOn); // without a signal
    bool isOn() const { return m_box->isChecked(); }
    QString words() const { return m_box->text(); }
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void toggled(bool isOn); // by hand only

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    void arrange(); // the parts stand below the words where there is no room beside them
    QBoxLayout *m_line;
    QCheckBox *m_box;
    QWidget *m_parts;
};

} // namespace audience::ui
