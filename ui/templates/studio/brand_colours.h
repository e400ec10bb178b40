// The colours of a brand: for each a field on light and one on dark; below them how well text can be read on its ground.
// Shows a kit and says what it becomes. Main thread.
#pragma once

#include "model/brand_kit.h"

#include <QHash>
#include <QWidget>

class QGridLayout;
class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace audience::ui {

class BrandColours final : public QWidget {
    Q_OBJECT
public:
    explicit BrandColours(QWidget *parent = nullptr);
    void setKit(const model::BrandKit &kit); // without the signal

Q_SIGNALS:
    void edited(const audience::model::BrandKit &kit);

private:
    struct Pair {
        std::string name;
        QLineEdit *light, *dark;
    };
    void rebuild();
    void addColour(const model::BrandColour &colour);
    QLineEdit *addSide(const QString &name, const QString &side, const QString &objectName);
    void pickFor(QLineEdit *edit);
    void take(const Pair &pair);
    void add(const QString &typed);
    void remove(const std::string &name);
    void showReading();
    model::BrandKit m_kit;
    QVBoxLayout *m_rows, *m_reading;
    QLineEdit *m_add;
    QList<Pair> m_pairs;
};

// What a person reads for a name of the standard kit: "on_primary" -> "Words on the main colour".
QString brandColourName(const std::string &name);
// The same where there is little room: "On main".
QString brandColourShort(const std::string &name);

} // namespace audience::ui
