// The shelf of the studio, without the page: blocks come from tiles, parts move in the tree, blocks are saved for other
// emails and kept up to date, the brand is changed and saved.
#include "studio_owner.h"
#include "workspace/definition_repository.h"

using namespace audience;
using namespace audience::ui;
using namespace audience::test;

class StudioShelfTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tilesHoldEveryKindAndInsert() {
        Owner owner(twoSections());
        BlockPalette palette(&owner.desk);
        palette.resize(164, 600);
        palette.show();
        QVERIFY(QTest::qWaitForWindowExposed(&palette));
        auto *tiles = part<PaletteTiles>(palette, "blockTiles");
        QCOMPARE(tiles->itemCount(), int(model::blockKinds().size() + model::starterLayouts().size()));
        for (const PaletteTile &tile : tiles->tiles()) {
            const Json load = loadOf(tile);
            const std::unique_ptr<QMimeData> mime(blockMime(load));
            QCOMPARE(toQString(dumpJson(blockOf(mime.get()))), toQString(dumpJson(load)));
            QVERIFY2(QFile::exists(QStringLiteral(":/icons/%1.svg").arg(tile.iconName)), qPrintable(tile.iconName));
            owner.desk.select("b2");
            sweep();
            insertAtSelection(&owner.desk, tile.name, load);
            QVERIFY2(owner.refusals.isEmpty(), qPrintable(tile.id));
            QVERIFY(owner.desk.selected() != "b2");
            if (!tile.isLayout)
                QCOMPARE(owner.desk.parentOf(owner.desk.selected()), std::string("c1"));
        }
        owner.undo.setIndex(0);
        auto *search = part<QLineEdit>(palette, "blockSearch");
        search->setText(QStringLiteral("voucher"));
        QCOMPARE(tiles->itemCount(), 1);
        search->setText(QStringLiteral("no such thing"));
        QCOMPARE(tiles->itemCount(), 0);
        search->clear();
        owner.desk.select("b1");
        sweep();
        tiles->setFocus();
        QTest::keyClick(tiles, Qt::Key_Right); // from the heading to the text
        QTest::keyClick(tiles, Qt::Key_Return);
        QCOMPARE(owner.desk.document().part("c1")->at("blocks").size(), std::size_t(3));
        QCOMPARE(toQString(jsonText(owner.desk.document().part("c1")->at("blocks")[1], "kind")), QStringLiteral("text"));
        QCOMPARE(owner.desk.selected(), jsonText(owner.desk.document().part("c1")->at("blocks")[1], "id"));
    }

    void newBlocksStayBeforeTheFooterAndOutOfLockedSections() {
        Json foot = model::sectionAround(model::starterBlock("footer"));
        foot["id"] = "foot";
        Owner owner(*model::insertSection(twoSections(), 9, foot));
        const Json button{{"block", model::starterBlock("button")}};
        insertAtSelection(&owner.desk, QStringLiteral("Add"), button); // nothing is selected
        QCOMPARE(owner.desk.document().sections().size(), std::size_t(4));
        QCOMPARE(jsonText(owner.desk.document().sections()[3], "id"), std::string("foot"));
        owner.desk.apply(QStringLiteral("Lock"), model::setPartProperty(owner.desk.document(), "s1", "locked", true));
        owner.desk.select("b1");
        sweep();
        insertAtSelection(&owner.desk, QStringLiteral("Add"), button);
        QCOMPARE(owner.desk.document().sections().size(), std::size_t(5));
        QCOMPARE(owner.desk.document().part("c1")->at("blocks").size(), std::size_t(2));
        QVERIFY(owner.refusals.isEmpty());
    }

    void startersSpeakTheWindowsLanguage() {
        class Shouting final : public QTranslator {
        public:
            bool isEmpty() const override { return false; }
            QString translate(const char *context, const char *source, const char *, int) const override {
                return qstrcmp(context, "BlockStarters") == 0 ? QString::fromUtf8(source).toUpper() + QLatin1Char('!') : QString();
            }
        } shouting;
        QCoreApplication::installTranslator(&shouting);
        for (const std::string &phrase : model::starterPhrases())
            QVERIFY2(toQString(starterWords()(phrase)) == toQString(phrase).toUpper() + QLatin1Char('!'), phrase.c_str());
        QCoreApplication::removeTranslator(&shouting);
    }

    void theTreeIsInStepAndMovesParts() {
        Owner owner(twoSections());
        StructureModel model(&owner.desk);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto drop = [&](const char *what, const char *onto, int row) {
            const std::unique_ptr<QMimeData> mime(model.mimeData({model.indexOf(std::string(what))}));
            model.dropMimeData(mime.get(), Qt::MoveAction, row, 0, model.indexOf(std::string(onto)));
        };
        QCOMPARE(model.rowCount(model.indexOf(std::string("page"))), 2);
        QCOMPARE(model.rowCount(model.indexOf(std::string("s1"))), 2); // its only column is not shown
        QCOMPARE(model.rowCount(model.indexOf(std::string("s2"))), 2); // two columns
        drop("b1", "s1", 2); // behind the text
        QCOMPARE(kindsOfAll(owner.desk.document()), std::string("[(b2 b1 )][(b3 )(b4 )]"));
        drop("b1", "c3", 0);
        QCOMPARE(kindsOfAll(owner.desk.document()), std::string("[(b2 )][(b3 )(b1 b4 )]"));
        drop("b2", "b3", -1); // onto a block: after it
        QCOMPARE(kindsOfAll(owner.desk.document()), std::string("[()][(b3 b2 )(b1 b4 )]"));
        drop("s2", "page", 0);
        QCOMPARE(kindsOfAll(owner.desk.document()), std::string("[(b3 b2 )(b1 b4 )][()]"));
        drop("b4", "page", 1); // between sections: one of its own
        QCOMPARE(kindsOfAll(owner.desk.document()), std::string("[(b3 b2 )(b1 )][(b4 )][()]"));
        drop("c3", "s2", 0);
        QCOMPARE(kindsOfAll(owner.desk.document()), std::string("[(b1 )(b3 b2 )][(b4 )][()]"));
        const std::unique_ptr<QMimeData> fresh(blockMime({{"block", model::starterBlock("divider")}}));
        QVERIFY(model.dropMimeData(fresh.get(), Qt::CopyAction, 1, 0, model.indexOf(std::string("c2"))));
        QCOMPARE(owner.desk.document().part("c2")->at("blocks").size(), std::size_t(3));
        QVERIFY(owner.refusals.isEmpty());
        while (owner.undo.canUndo())
            owner.undo.undo();
        QCOMPARE(kindsOfAll(owner.desk.document()), std::string("[(b1 b2 )][(b3 )(b4 )]"));
    }

    void theTreeIsWorkedByKeys() {
        Owner owner(twoSections());
        StructureTree tree(&owner.desk);
        tree.resize(180, 300);
        tree.show();
        QVERIFY(QTest::qWaitForWindowActive(&tree));
        const auto chosen = [&] { return tree.currentIndex().data(StructureModel::IdRole).toString(); };
        owner.desk.select("b4");
        sweep();
        QCOMPARE(chosen(), QStringLiteral("b4"));
        owner.desk.select("c1");
        sweep(); // the only column of its section
        QCOMPARE(chosen(), QStringLiteral("s1"));
        tree.setFocus();
        QTest::keyClick(&tree, Qt::Key_Down);
        QCOMPARE(owner.desk.selected(), std::string("b1"));
        QTest::keyClick(&tree, Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(kindsOfAll(owner.desk.document()), std::string("[(b2 b1 )][(b3 )(b4 )]"));
        QTest::keyClick(&tree, Qt::Key_Down, Qt::AltModifier); // over the edge
        QCOMPARE(kindsOfAll(owner.desk.document()), std::string("[(b2 )][(b1 b3 )(b4 )]"));
        QCOMPARE(chosen(), QStringLiteral("b1"));
        QTest::keyClick(&tree, Qt::Key_F2);
        auto *name = tree.findChild<QLineEdit *>(QStringLiteral("structureName"));
        QVERIFY(name);
        name->selectAll();
        QTest::keyClicks(name, QStringLiteral("Opening"));
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_COMPARE(toQString(jsonText(*owner.desk.document().part("b1"), "name")), QStringLiteral("Opening"));
        owner.desk.apply(QStringLiteral("Hide"), model::setPartProperty(owner.desk.document(), "b1", "show", "desktop"));
        QVERIFY(tree.currentIndex().data(StructureModel::MarksRole).toString().contains(QLatin1String("monitor")));
        QVERIFY(tree.currentIndex().data(Qt::AccessibleTextRole).toString().contains(QLatin1String("desktop only")));
        tree.setFocus();
        QTest::keyClick(&tree, Qt::Key_Delete);
        QVERIFY(!owner.desk.document().part("b1"));
        QCOMPARE(chosen(), QStringLiteral("b3"));
        owner.undo.undo();
        QVERIFY(owner.desk.document().part("b1"));
        owner.desk.apply(QStringLiteral("Lock"), model::setPartProperty(owner.desk.document(), "b3", "locked", true));
        owner.desk.select("b3");
        sweep();
        QTest::keyClick(&tree, Qt::Key_Delete);
        QVERIFY(owner.desk.document().part("b3"));
        QCOMPARE(owner.refusals, QStringList{QStringLiteral("blocks.locked")});
    }

    void savedBlocksAreKeptUpToDate() {
        DemoSession demo;
        const auto session = demo.make(false);
        QVERIFY(session);
        Owner owner(twoSections());
        SavedBlocks saved(&owner.desk, session);
        QList<std::pair<QString, std::function<void()>>> undos;
        QStringList failures;
        connect(&saved, &SavedBlocks::saidWithUndo, this, [&](const QString &words, const std::function<void()> &undo) { undos.append({words, undo}); });
        connect(&saved, &SavedBlocks::failed, this, [&](const Error &error) { failures << toQString(error.id); });
        saved.resize(170, 500);
        saved.show();
        QTRY_VERIFY(saved.isSettled());
        auto *list = part<QListView>(saved, "savedBlocks");
        auto *model = static_cast<SavedBlocksModel *>(list->model());
        const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(!part<QPushButton>(saved, "saveBlock")->isEnabled()); // nothing is selected
        owner.desk.select("b3");
        sweep();
        part<QPushButton>(saved, "saveBlock")->click();
        auto *name = part<QLineEdit>(saved, "saveBlockName");
        type(name, QStringLiteral("Shop button"));
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(saved.isSettled() && model->rowCount() == 1);
        QVERIFY(jsonBool(owner.desk.document().part("b3")->at("saved"), "linked"));
        list->setCurrentIndex(model->index(0));
        part<QPushButton>(saved, "savedCopy")->click();
        const std::string copy = owner.desk.selected();
        QCOMPARE(toQString(jsonText(*owner.desk.document().part(copy), "text")), QStringLiteral("Go"));
        QVERIFY(!jsonBool(owner.desk.document().part(copy)->at("saved"), "linked"));
        part<QPushButton>(saved, "savedInsert")->click();
        QVERIFY(jsonBool(owner.desk.document().part(owner.desk.selected())->at("saved"), "linked"));

        // A template that is linked to it follows.
        model::EmailTemplate email;
        email.name = "Follows";
        email.subject = "s";
        email.blocks = owner.desk.document();
        service::TemplateView view;
        view.email = email;
        QVERIFY(service::TemplateService(*session).save(view).has_value());
        // One that cannot be read stays as it is, and is told.
        QVERIFY(workspace::DefinitionRepository(session->workspace()).save({workspace::DefinitionKind::Template, 0, "Damaged", 0, Json{{"audience_template", 1}, {"blocks", 7}}, {}}).has_value());
        saved.reload();
        QTRY_VERIFY(saved.isSettled() && model->index(0).data(SavedBlocksModel::NoteRole).toString().contains(QLatin1Char('1')));
        owner.desk.select("b3");
        sweep();
        owner.desk.apply(QStringLiteral("Change"), model::setPartProperty(owner.desk.document(), "b3", "text", "Go now"));
        auto *update = part<QPushButton>(saved, "savedUpdate");
        QVERIFY(update->isVisible());
        QVERIFY(update->text().contains(QLatin1Char('1')));
        update->click();
        QTRY_VERIFY(saved.isSettled() && !undos.isEmpty());
        QVERIFY2(undos.last().first.contains(QStringLiteral("It would break Damaged, so nothing changes there")), qPrintable(undos.last().first));
        const auto html = [&] { return service::TemplateService(*session).findByName("Follows")->email.html; };
        QVERIFY(html().find("Go now") != std::string::npos);
        undos.takeLast().second();
        QTRY_VERIFY(saved.isSettled());
        QVERIFY(html().find("Go now") == std::string::npos);

        undos.clear();
        QVERIFY(model->setData(model->index(0), QStringLiteral("Renamed"), Qt::EditRole));
        QTRY_VERIFY(saved.isSettled() && model->index(0).data().toString() == QLatin1String("Renamed"));
        list->setCurrentIndex(model->index(0));
        part<QToolButton>(saved, "savedRemove")->click();
        QTRY_VERIFY(saved.isSettled() && model->rowCount() == 0);
        QTRY_COMPARE(undos.size(), 1);
        undos.takeLast().second();
        QTRY_VERIFY(saved.isSettled() && model->rowCount() == 1);
        QVERIFY2(failures.isEmpty(), qPrintable(failures.join(QLatin1Char(' '))));
    }

    void whatAChangeWouldBreakIsNamed() {
        service::Recompiled made;
        QCOMPARE(withLeftTemplates(QStringLiteral("Updated"), made), QStringLiteral("Updated"));
        made.left.push_back({"Full", Error(ErrorKind::Invalid, "blocks.too_many").with("limit", "5000")});
        QCOMPARE(withLeftTemplates(QStringLiteral("Updated"), made),
                 QStringLiteral("Updated. It would break Full, so nothing changes there: There are more than 5000 entries here; split the email into shorter ones."));
        made.left.insert(made.left.end(), 4, made.left.front());
        QVERIFY(withLeftTemplates(QStringLiteral("Updated"), made).contains(QStringLiteral("Full, Full, Full and 2 more")));
    }

    void theBrandShowsAtOnceAndIsSavedWhenAsked() {
        DemoSession demo;
        const auto session = demo.make(false);
        QVERIFY(session);
        model::EmailTemplate email;
        email.name = "Blocks";
        email.subject = "s";
        email.blocks = twoSections();
        service::TemplateView view;
        view.email = email;
        QVERIFY(service::TemplateService(*session).save(view).has_value());
        Owner owner(twoSections());
        BrandPanel brand(&owner.desk, session);
        QList<std::pair<QString, std::function<void()>>> undos;
        connect(&brand, &BrandPanel::saidWithUndo, this, [&](const QString &words, const std::function<void()> &undo) { undos.append({words, undo}); });
        brand.resize(170, 700);
        brand.show();
        QTRY_VERIFY(brand.isSettled());
        QVERIFY(!brand.isChanged());
        QVERIFY(!part<QPushButton>(brand, "brandSave")->isVisible());
        auto *primary = part<QLineEdit>(brand, "brand_primary");
        type(primary, QStringLiteral("#ffff00"));
        QCOMPARE(owner.desk.kit().colour("primary")->light, std::string("#ffff00"));
        sweep();
        QVERIFY(part<QLabel>(brand, "brandContrast_on_primary_primary")->text().startsWith(QLatin1String("1.1"))); // white on yellow
        QVERIFY(part<QPushButton>(brand, "brandSave")->isVisible());
        QVERIFY(part<QLabel>(brand, "brandStanding")->text().contains(QLatin1Char('1')));
        type(primary, QStringLiteral("#zz0000"));
        QCOMPARE(owner.desk.kit().colour("primary")->light, std::string("#ffff00")); // no colour: the last one stays
        part<QPushButton>(brand, "brandBack")->click();
        QVERIFY(!brand.isChanged());
        type(primary, QStringLiteral("#0b6b4f"));
        type(named(&brand, QStringLiteral("brand_footer_company")), QStringLiteral("Example Tea"));
        auto *add = part<QLineEdit>(brand, "brandAddColour");
        type(add, QStringLiteral("Autumn red"));
        QTest::keyClick(add, Qt::Key_Return);
        QVERIFY(owner.desk.kit().colour("autumn_red"));
        part<QPushButton>(brand, "brandSave")->click();
        QTRY_VERIFY(brand.isSettled() && !undos.isEmpty());
        QVERIFY(!brand.isChanged());
        const auto stored = [&] { return service::StudioService(*session).brand()->kit; };
        QCOMPARE(stored().company, std::string("Example Tea"));
        QCOMPARE(stored().colour("primary")->light, std::string("#0b6b4f"));
        QVERIFY(service::TemplateService(*session).findByName("Blocks")->email.html.find("#0b6b4f") != std::string::npos);
        undos.takeLast().second();
        QTRY_VERIFY(brand.isSettled());
        QCOMPARE(stored().company, std::string());
        QCOMPARE(owner.desk.kit().company, std::string());
    }
};

AUDIENCE_TEST(StudioShelfTest)
#include "studio_shelf_test.moc"
