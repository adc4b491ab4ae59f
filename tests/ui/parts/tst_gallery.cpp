// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/parts/banner.h"
#include "ui/parts/chip.h"
#include "ui/parts/clockpaint.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/field.h"
#include "ui/parts/focusring.h"
#include "ui/parts/paint.h"
#include "ui/parts/popover.h"
#include "ui/parts/segments.h"
#include "ui/parts/sheetdialog.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"
#include "ui/parts/toast.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QPainter>

using namespace updesk;

namespace
{

/// A widget that is one painting.
class Canvas final : public QWidget
{
public:
    using Draw = std::function<void(QPainter &, const QRect &)>;
    Canvas(int height, Draw draw) : m_draw(std::move(draw)) { setFixedHeight(height); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        m_draw(painter, rect());
    }

private:
    Draw m_draw;
};

class ThemeColumn final : public QWidget
{
public:
    explicit ThemeColumn(const QString &title)
    {
        setFixedWidth(683);
        setAutoFillBackground(true);
        setBackgroundRole(QPalette::Base);
        m_column = new QVBoxLayout(this);
        m_column->setContentsMargins(24, 20, 24, 24);
        m_column->setSpacing(8);
        m_column->addWidget(new TextLabel(title, Type::Title));
        addButtons();
        addFields();
        addChips();
        addTiers();
        addClocks();
        addRows();
        addStates();
        m_column->addStretch();
    }
    QWidget *focused = nullptr;

private:
    void head(const QString &words)
    {
        m_column->addSpacing(6);
        m_column->addWidget(new TextLabel(words, Type::CaptionStrong, Colour::Hint));
    }
    QHBoxLayout *line(int gap = 8)
    {
        auto *row = new QHBoxLayout;
        row->setSpacing(gap);
        m_column->addLayout(row);
        return row;
    }
    void addButtons()
    {
        head(QStringLiteral("Buttons, 32 high; 28 in bars"));
        auto *row = line();
        auto *primary = new Button(QStringLiteral("Add walk-in"), ButtonKind::Primary);
        primary->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Return));
        auto *add = new Button(QStringLiteral("Add"), ButtonKind::Accent);
        add->setMark(Icon::Add);
        for (QWidget *one : {static_cast<QWidget *>(primary),
                 static_cast<QWidget *>(new Button(QStringLiteral("Back"))), static_cast<QWidget *>(add),
                 static_cast<QWidget *>(new Button(QStringLiteral("Compare"), ButtonKind::Link))})
            row->addWidget(one);
        row->addStretch();
        row = line();
        focused = new Button(QStringLiteral("Focused"), ButtonKind::Primary);
        auto *pressed = new Button(QStringLiteral("Pressed"));
        pressed->setDown(true);
        auto *off = new Button(QStringLiteral("Disabled"));
        off->setEnabled(false);
        for (QWidget *one : {focused, static_cast<QWidget *>(pressed), static_cast<QWidget *>(off),
                 static_cast<QWidget *>(new Button(Icon::Notices, QStringLiteral("Notices")))})
            row->addWidget(one);
        row->addStretch();
    }
    void addFields()
    {
        head(QStringLiteral("Fields"));
        auto *row = line(11);
        auto *phone = new Field(QStringLiteral("Mobile phone"));
        phone->edit()->setText(QStringLiteral("(555) 555-0144"));
        auto *mail = new Field(QStringLiteral("Email"));
        mail->edit()->setText(QStringLiteral("sam@example"));
        mail->setError(QStringLiteral("Kept as unchecked. A dot is missing."));
        row->addWidget(phone, 1, Qt::AlignTop);
        row->addWidget(mail, 1, Qt::AlignTop);
        row = line(16);
        auto *on = new QCheckBox(QStringLiteral("Said yes to texts"));
        on->setChecked(true);
        row->addWidget(on);
        row->addWidget(new QCheckBox(QStringLiteral("Off")));
        row->addWidget(new Segments(QStringLiteral("Span"), {QStringLiteral("Day"), QStringLiteral("Week")}));
        auto *from = new QComboBox;
        from->setProperty("bar", true);
        from->addItem(QStringLiteral("Drive by"));
        row->addWidget(from);
        row->addStretch();
    }
    void addChips()
    {
        head(QStringLiteral("Chips, grades, badge, tags"));
        auto *row = line();
        row->addWidget(new Chip(QStringLiteral("Age 3-5 y"), ChipKind::Removable));
        auto *hot = new Chip(QStringLiteral("Hot, untouched"));
        hot->setKeys(QKeySequence(Qt::ALT | Qt::Key_1));
        hot->setChecked(true);
        row->addWidget(hot);
        row->addWidget(new Canvas(24,
                           [](QPainter &p, const QRect &) {
                               int x = 0;
                               for (const QChar grade : QStringLiteral("ABCD")) {
                                   paintGrade(p, QRect(QPoint(x, 3), gradeSize()), grade);
                                   x += 26;
                               }
                               paintBadge(p, QRect(QPoint(x, 3), badgeSize(QStringLiteral("9"))), QStringLiteral("9"));
                           }),
            1);
        m_column->addWidget(new Canvas(18, [](QPainter &p, const QRect &) {
            int x = 0;
            const std::array<std::pair<const char *, TagTone>, 5> tags{
                {{"attempt 1 of 12", TagTone::Plain}, {"verified", TagTone::Good}, {"low", TagTone::Close},
                    {"failed", TagTone::Bad}, {"now", TagTone::Accent}}};
            for (const auto &[words, tone] : tags) {
                const QSize size = tagSize(QLatin1String(words));
                paintTag(p, QRect(QPoint(x, 0), size), QLatin1String(words), tone);
                x += size.width() + 8;
            }
        }));
    }
    void addTiers()
    {
        head(QStringLiteral("Tiers: full chip on a lead; tile, word, number in lists"));
        m_column->addWidget(new Canvas(50, [](QPainter &p, const QRect &) {
            const std::array<int, 4> scores{88, 64, 44, 18};
            int x = 0;
            for (std::size_t i = 0; i < 4; ++i) {
                paintTierChip(p, QRect(QPoint(int(i) * 90, 0), tierChipSize()), tierLook(scores[i]), scores[i]);
                paintScore(p, QRect(x, 28, 92, 22), tierLook(scores[i]), scores[i], false);
                x += 95;
            }
        }));
    }
    void addClocks()
    {
        head(QStringLiteral("Clock states"));
        m_column->addWidget(new Canvas(92, [](QPainter &p, const QRect &) {
            const std::array<std::pair<ClockLook, const char *>, 10> all{
                {{{ClockMark::Running, QStringLiteral("03:12"), 0.64}, "Running"},
                    {{ClockMark::Close, QStringLiteral("01:48"), 1}, "Close"},
                    {{ClockMark::Late, QStringLiteral("+06:10"), 1}, "Late"},
                    {{ClockMark::AfterHours, QStringLiteral("Fri 8:30"), 1}, "After hours"},
                    {{ClockMark::Told, QStringLiteral("04:02"), 1}, "Told"},
                    {{ClockMark::Waiting, QStringLiteral("00:40"), 1}, "Waiting for us"},
                    {{ClockMark::Stopped, QStringLiteral("04:02"), 1}, "Stopped"},
                    {{ClockMark::Doubted, QStringLiteral("04:02"), 1}, "In doubt"},
                    {{ClockMark::Due, QStringLiteral("14:00"), 1}, "Due time"},
                    {{ClockMark::Running, QStringLiteral("04:55"), 0.98}, "Running, full"}}};
            for (std::size_t i = 0; i < all.size(); ++i) {
                const QRect cell(int(i % 5) * 128, int(i / 5) * 46, 120, 22);
                paintClock(p, cell, all[i].first);
                drawText(p, cell.translated(6, 20), QLatin1String(all[i].second), Type::Caption, colour(Colour::Hint));
            }
        }));
    }
    void addRows()
    {
        head(QStringLiteral("Row densities, hover, selection, focus"));
        m_column->addWidget(new Canvas(172, [](QPainter &p, const QRect &area) {
            struct One {
                int height;
                RowLook look;
                const char *words;
            };
            const std::array<One, 5> rows{
                {{kRowCompact, {}, "compact 28"}, {kRowNormal, {false, true, false, true}, "normal 34, hover"},
                    {kRowRoomy, {true, false, false, true}, "roomy 42, selected"},
                    {kRowNormal, {true, false, true, true}, "selected and focused"},
                    {kRowNormal, {true, false, true, false}, "window inactive"}}};
            int y = 0;
            for (const One &one : rows) {
                const QRect row(0, y, area.width(), one.height);
                const bool late = !one.look.windowActive;
                paintRow(p, row, one.look);
                paintClock(p, QRect(13, y, 96, one.height),
                    late ? ClockLook{ClockMark::Late, QStringLiteral("+06:10"), 1}
                         : ClockLook{ClockMark::Running, QStringLiteral("03:12"), .64},
                    one.look.selected);
                paintScore(p, QRect(97, y, 92, one.height), late ? TierLook::Hot : TierLook::High, late ? 81 : 64,
                    one.look.selected);
                drawText(p, QRect(185, y, 186, one.height), QStringLiteral("Grace Kim"), Type::BodyMedium,
                    theme().ink(Colour::Text, one.look.selected));
                drawText(p, row.adjusted(200, 0, -16, 0), QLatin1String(one.words), Type::Body,
                    theme().ink(Colour::Hint, one.look.selected), Qt::AlignRight | Qt::AlignVCenter);
                paintRowFocus(p, row, one.look);
                y += one.height;
            }
        }));
    }
    void addStates()
    {
        head(QStringLiteral("Empty, loading, toast"));
        auto *row = line(16);
        auto *empty = new EmptyState;
        empty->setWords(
            QStringLiteral("All caught up. Next due 14:00."), QStringLiteral("Priya Nair, call, attempt 4 of 12"));
        empty->setAction(QStringLiteral("Add a walk-in"), QKeySequence(Qt::Key_F7));
        row->addWidget(empty, 1);
        auto *right =
            new Canvas(160, [](QPainter &p, const QRect &r) { paintRowOutlines(p, QRect(0, 0, r.width(), 80), 24); });
        row->addWidget(right, 1);
        auto *toast = new Toast(right);
        toast->say(QStringLiteral("Lead moved to Dana."), [] {});
        for (const auto &[tone, icon, words] :
            {std::tuple(BannerTone::Close, Icon::Offline,
                 QStringLiteral("Offline since 10:32. 14 changes waiting. You can keep working.")),
                std::tuple(
                    BannerTone::Bad, Icon::Warning, QStringLiteral("Could not read the queue. Showing 10:41."))}) {
            auto *banner = new Banner(tone, icon);
            m_column->addWidget(banner);
            banner->setWords(words);
            if (tone == BannerTone::Bad)
                banner->setAction(QStringLiteral("Try again"));
        }
    }
    QVBoxLayout *m_column;
};

/// A window with a walk-in like form and the reasons of a score.
class Ground final : public QWidget
{
public:
    Ground() : sheet(this), popover(this)
    {
        resize(1366, 768);
        auto *body = new QWidget;
        auto *column = new QVBoxLayout(body);
        column->setContentsMargins(kSpace24, kSpace16, kSpace24, kSpace16);
        column->setSpacing(10);
        auto *phone = new Field(QStringLiteral("&Mobile phone"), LabelPlace::Beside);
        phone->edit()->setText(QStringLiteral("(555) 555-0144"));
        looking = new Field(QStringLiteral("L&ooking at"), LabelPlace::Beside);
        looking->edit()->setPlaceholderText(QStringLiteral("Stock number, model or words"));
        auto *mail = new Field(QStringLiteral("&Email"), LabelPlace::Beside);
        mail->edit()->setText(QStringLiteral("sam@example"));
        mail->setError(QStringLiteral("Kept as unchecked. A dot is missing."));
        auto *from = new QComboBox;
        from->addItem(QStringLiteral("Drive by"));
        for (QWidget *one : {phone, looking, mail, new Field(QStringLiteral("&Came from"), from, LabelPlace::Beside)})
            column->addWidget(one);
        column->addWidget(new QCheckBox(QStringLiteral("Said &yes to texts")));
        sheet.setHead(QStringLiteral("Walk-in"), QStringLiteral("arrived 10:41"), Icon::WalkIn);
        sheet.setEscWords(QStringLiteral("keeps the draft"));
        sheet.setBody(body);
        sheet.setPanel(600);
        auto *other = new Button(QStringLiteral("New person"));
        other->setKeys(QKeySequence(Qt::ALT | Qt::Key_0));
        auto *save = new Button(QStringLiteral("Add walk-in"), ButtonKind::Primary);
        save->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Return));
        sheet.foot()->addStretch();
        sheet.foot()->addWidget(other);
        sheet.foot()->addWidget(save);
        popover.setText({64, QStringLiteral("59 until 10:36"),
            {{QStringLiteral("Wants to buy within 7 days"), QStringLiteral("+20")},
                {QStringLiteral("Lives 12 min away"), QStringLiteral("+20")},
                {QStringLiteral("High is 51 to 75"), QStringLiteral("64"), PopoverLine::Kind::Sum},
                {QStringLiteral("Would raise it"), {}, PopoverLine::Kind::Heading},
                {QStringLiteral("Names one car in stock"), QStringLiteral("+10"), PopoverLine::Kind::Soft}}});
        show();
        activateWindow();
    }
    SheetDialog sheet;
    Popover popover;
    Field *looking;
};

} // namespace

class TestGallery : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyPartInLightAndDark()
    {
        QImage both(1366, 1148, QImage::Format_RGB32);
        QPainter painter(&both);
        int x = 0;
        for (const auto &[name, title] : {std::pair(ThemeName::Light, QStringLiteral("Light")),
                 std::pair(ThemeName::Dark, QStringLiteral("Dark"))}) {
            setTheme(name);
            ThemeColumn column(title);
            column.setFixedHeight(both.height());
            column.show();
            column.focused->setFocus();
            QApplication::processEvents();
            FocusRing::showOn(column.focused);
            QApplication::processEvents();
            const QPixmap picture = column.grab();
            QVERIFY(picture.toImage().pixelColor(1, 1) == colour(Colour::Base));
            painter.drawPixmap(x, 0, picture);
            x += 683;
        }
        painter.end();
        setTheme(ThemeName::Light);
        QVERIFY(both.save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/parts.png")));
    }
    void aSheetAndAPopoverInLightAndDark()
    {
        for (const auto &[name, words] : {std::pair(ThemeName::Light, "light"), std::pair(ThemeName::Dark, "dark")})
            for (const int size : {100, 200}) {
                setTheme(name);
                setTextSize(size);
                Ground ground;
                ground.sheet.openSheet(ground.looking->edit());
                QApplication::processEvents();
                QVERIFY(ground.grab().save(
                    QStringLiteral(UPDESK_BUILD_DIR "/pictures/sheet-%1-%2.png").arg(QLatin1String(words)).arg(size)));
                ground.sheet.leave();
                ground.popover.openBy(QRect(300, 60, 90, 34), PopoverWay::Hover);
                QApplication::processEvents();
                QVERIFY(ground.grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/popover-%1-%2.png")
                                               .arg(QLatin1String(words))
                                               .arg(size)));
            }
        setTextSize(100);
        setTheme(ThemeName::Light);
    }
};
UPDESK_TEST(TestGallery);
#include "tst_gallery.moc"
