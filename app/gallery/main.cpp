// ui-gallery: shows every part of the kit in every state. `--shots DIR` writes a picture of each in both
// themes at scale 1 and 2, with large letters and mirrored, and ends.
#include "app/gallery/gallery.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/side_list.h"
#include "ui/kit/stall_watchdog.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QCommandLineParser>
#include <QDir>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include <cstdio>
#include <memory>

using namespace audience;
using namespace audience::ui;

static QList<gallery::Part> allParts() {
    return gallery::controlParts() + gallery::figureParts() + gallery::structureParts();
}

// A sheet of one part on the colour of a page.
static QWidget *makeSheet(const gallery::Part &part, QWidget *parent = nullptr) {
    auto *sheet = new QFrame(parent);
    sheet->setProperty("role", QStringLiteral("page"));
    sheet->setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(sheet);
    layout->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    layout->setSpacing(space::kMedium);
    layout->addWidget(makeLabel(part.name, "title", sheet));
    layout->addWidget(part.make());
    layout->addStretch(1);
    return sheet;
}

static bool shoot(const gallery::Part &part, const QString &directory, const QString &suffix, qreal scale, bool isMirrored) {
    QApplication::setLayoutDirection(isMirrored ? Qt::RightToLeft : Qt::LeftToRight);
    const std::unique_ptr<QWidget> sheet(makeSheet(part));
    sheet->resize(860, 620);
    sheet->show();
    for (int i = 0; i < 20; ++i)
        QApplication::processEvents(QEventLoop::AllEvents, 5);
    QPixmap picture(sheet->size() * scale);
    picture.setDevicePixelRatio(scale);
    picture.fill(tokens().window);
    sheet->render(&picture);
    return picture.save(QStringLiteral("%1/%2-%3.png").arg(directory, part.key, suffix));
}

static int takeShots(const QString &directory) {
    if (!QDir().mkpath(directory)) {
        std::fprintf(stderr, "ui-gallery: cannot write to %s\n", qPrintable(directory));
        return 1;
    }
    int count = 0;
    Theme::instance().setReducedMotion(true);
    for (const auto &[scheme, name] : {std::pair(Scheme::Light, "light"), std::pair(Scheme::Dark, "dark")}) {
        Theme::instance().apply(scheme);
        const QString theme = QLatin1String(name);
        for (const gallery::Part &part : allParts()) {
            count += shoot(part, directory, theme, 1, false);
            count += shoot(part, directory, theme + QStringLiteral("-2x"), 2, false);
        }
    }
    Theme::instance().apply(Scheme::Light);
    for (const gallery::Part &part : allParts())
        count += shoot(part, directory, QStringLiteral("rtl"), 1, true);
    Theme::instance().setTextScale(1.5);
    for (const gallery::Part &part : allParts())
        count += shoot(part, directory, QStringLiteral("large"), 1, false);
    std::printf("%d pictures written to %s\n", count, qPrintable(directory));
    return 0;
}

class GalleryWindow final : public QWidget {
public:
    GalleryWindow() {
        setWindowTitle(QStringLiteral("ui-gallery"));
        resize(1200, 780);
        auto *layout = new QHBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
        auto *list = new SideList(QStringLiteral("Parts"), QStringLiteral("parts"), this);
        QList<SideItem> items;
        for (const gallery::Part &part : allParts())
            items.append({part.key, part.name, {}, {}});
        list->setItems(items);
        layout->addWidget(list);
        auto *right = makeColumn(0);
        auto *bar = new QFrame(this);
        bar->setProperty("role", QStringLiteral("topBar"));
        auto *barRow = new QHBoxLayout(bar);
        const auto addChoice = [&](const QString &name, const QStringList &words, auto act) {
            auto *choice = new SegmentedControl(name, name, bar);
            for (const QString &word : words)
                choice->addSegment(word);
            connect(choice, &SegmentedControl::currentChanged, this, act);
            barRow->addWidget(choice);
        };
        addChoice(QStringLiteral("theme"), {QStringLiteral("Light"), QStringLiteral("Dark")},
                  [](int index) { Theme::instance().apply(index == 0 ? Scheme::Light : Scheme::Dark); });
        addChoice(QStringLiteral("letters"), {QStringLiteral("100 %"), QStringLiteral("125 %"), QStringLiteral("150 %")}, [this](int index) {
            Theme::instance().setTextScale(1 + index * 0.25);
            show(m_key);
        });
        addChoice(QStringLiteral("direction"), {QStringLiteral("Left to right"), QStringLiteral("Right to left")}, [this](int index) {
            QApplication::setLayoutDirection(index == 0 ? Qt::LeftToRight : Qt::RightToLeft);
            show(m_key);
        });
        barRow->addStretch(1);
        right->addWidget(bar);
        m_scroll = new QScrollArea(this);
        m_scroll->setWidgetResizable(true);
        right->addWidget(m_scroll, 1);
        layout->addLayout(right, 1);
        connect(list, &SideList::itemChosen, this, [this](const QString &key) { show(key); });
        show(items.first().target);
    }

private:
    using QWidget::show;
    void show(const QString &key) {
        m_key = key;
        for (const gallery::Part &part : allParts())
            if (part.key == key)
                m_scroll->setWidget(makeSheet(part));
    }
    QString m_key;
    QScrollArea *m_scroll;

public:
    void open() { QWidget::show(); }
};

int main(int argc, char **argv) {
    WatchedApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("ui-gallery"));
    QCommandLineParser parser;
    const QCommandLineOption shots(QStringLiteral("shots"), QStringLiteral("Write pictures of all parts and end."), QStringLiteral("directory"));
    parser.addOption(shots);
    parser.addHelpOption();
    parser.process(app);
    Theme::instance().apply(Scheme::Light);
    if (parser.isSet(shots))
        return takeShots(parser.value(shots));
    GalleryWindow window;
    window.open();
    return QApplication::exec();
}
