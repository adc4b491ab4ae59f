// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/welcomepage.h"

#include "ui/parts/filledbox.h"
#include "ui/parts/banner.h"
#include "ui/parts/logo.h"
#include "ui/parts/paint.h"
#include "ui/parts/segments.h"
#include "ui/parts/spacing.h"
#include "ui/welcome/joinpage.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QPainter>
#include <QScrollArea>
#include <QStackedWidget>

namespace updesk
{
namespace
{

constexpr int kCard = 304;

/// A choice: a white box with a line, in accent for the one most people want.
class Card final : public QWidget
{
public:
    Card(Icon icon, const QString &title, const QString &words, bool first) : m_first(first)
    {
        m_column = new QVBoxLayout(this);
        m_column->setContentsMargins(kSpace24, kSpace24, kSpace24, kSpace24);
        m_column->setSpacing(kSpace8);
        auto *mark = new QLabel;
        const auto paint = [mark, icon] {
            mark->setPixmap(iconPixmap(icon, scaled(20), colour(Colour::Accent), mark->devicePixelRatioF()));
        };
        paint();
        connect(themeChanges(), &ThemeChanges::changed, mark, paint);
        m_column->addWidget(mark);
        m_column->addWidget(new TextLabel(title, Type::Section));
        auto *what = new TextLabel(words, Type::Body, Colour::Text2);
        what->setWordWrap(true);
        m_column->addWidget(what);
        m_column->addSpacing(kSpace4);
        m_wrapped.push_back(what);
        const auto fit = [this] { fitText(); };
        fit();
        connect(themeChanges(), &ThemeChanges::changed, this, fit);
    }
    /// A line with a tick or a number before it.
    void addLine(const QString &words, const QString &number = {})
    {
        auto *row = new QHBoxLayout;
        row->setSpacing(kSpace8);
        auto *mark = new TextLabel(number, Type::Body, Colour::Hint);
        if (number.isEmpty()) {
            const auto paint = [mark] {
                mark->setPixmap(iconPixmap(Icon::Tick, scaled(14), colour(Colour::Good), mark->devicePixelRatioF()));
            };
            paint();
            connect(themeChanges(), &ThemeChanges::changed, mark, paint);
        }
        m_marks.push_back(mark);
        row->addWidget(mark, 0, Qt::AlignTop);
        auto *text = new TextLabel(words, Type::Body, Colour::Text2);
        text->setWordWrap(true);
        row->addWidget(text, 1);
        m_column->addLayout(row);
        m_wrapped.push_back(text);
        fitText();
    }
    void addField(QWidget *field) { m_column->addWidget(field); }
    void addButton(Button *button)
    {
        m_column->addSpacing(kSpace16);
        m_column->addStretch();
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        m_column->addWidget(button);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintBox(painter, rect(), colour(Colour::Base), colour(m_first ? Colour::Accent : Colour::Divider));
    }

private:
    // Lines that wrap get the height they need at this text size; a scroll area does not ask for it.
    void fitText()
    {
        setFixedWidth(scaled(kCard));
        for (TextLabel *mark : m_marks)
            mark->setFixedWidth(scaled(14));
        for (size_t i = 0; i < m_wrapped.size(); ++i) {
            const int width = scaled(kCard) - 2 * kSpace24 - (i == 0 ? 0 : scaled(14) + kSpace8);
            m_wrapped[i]->setMinimumHeight(m_wrapped[i]->heightForWidth(width));
        }
    }
    QVBoxLayout *m_column;
    std::vector<TextLabel *> m_marks, m_wrapped;
    bool m_first;
};

} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent),
      m_error(new Banner(BannerTone::Bad, Icon::Warning)),
      m_words(new TextLabel(
          tr("Every up answered in five minutes. How do you want to start?"), Type::SectionPlain, Colour::Text2)),
      m_sample(new Button(tr("&Open the sample store"), ButtonKind::Primary)),
      m_setUp(new Button(tr("&Choose a set-up file"))),
      m_join(new Button(tr("&Join"))),
      m_code(new QLineEdit),
      m_pages(new QStackedWidget),
      m_joinPage(new JoinPage),
      m_theme(new Segments(tr("Theme"), {tr("System"), tr("Light"), tr("Dark")})),
      m_cards(new QBoxLayout(QBoxLayout::LeftToRight))
{
    setObjectName(QStringLiteral("welcome"));
    m_sample->setObjectName(QStringLiteral("welcome.sample"));
    m_setUp->setObjectName(QStringLiteral("welcome.setup"));
    m_join->setObjectName(QStringLiteral("welcome.join"));
    m_code->setObjectName(QStringLiteral("welcome.code"));
    m_theme->setObjectName(QStringLiteral("welcome.theme"));
    build();
    m_choose = [this] {
        return QFileDialog::getOpenFileName(
            this, tr("Set-up file of the store"), QString(), tr("Set-up files (*.json);;All files (*)"));
    };
    connect(m_sample, &Button::clicked, this, &WelcomePage::sampleChosen);
    connect(m_setUp, &Button::clicked, this, [this] {
        const QString file = m_choose();
        if (!file.isEmpty())
            Q_EMIT setUpChosen(file);
    });
    connect(m_join, &Button::clicked, this, &WelcomePage::openJoin);
    connect(m_code, &QLineEdit::returnPressed, this, &WelcomePage::openJoin);
    connect(m_joinPage, &JoinPage::left, this, [this] {
        m_pages->setCurrentIndex(0);
        m_join->setFocus(Qt::OtherFocusReason);
    });
    connect(m_theme, &Segments::chosen, this, [this](int index) { Q_EMIT themeChosen(ThemeName(index)); });
    connect(themeChanges(), &ThemeChanges::changed, this, &WelcomePage::fit);
    setTheme(themeName());
}

void WelcomePage::build()
{
    m_words->setAlignment(Qt::AlignCenter);
    m_words->setWordWrap(true);
    auto *head = new QHBoxLayout;
    head->setSpacing(kSpace12);
    head->addStretch();
    head->addWidget(new Logo(40));
    head->addWidget(new TextLabel(QStringLiteral("UpDesk"), Type::Figure));
    head->addStretch();
    m_cards->setSpacing(kSpace16);
    m_cards->addStretch();
    for (QWidget *card : {sampleCard(), setUpCard(), joinCard()})
        m_cards->addWidget(card);
    m_cards->addStretch();
    auto *theme = new QHBoxLayout;
    theme->setSpacing(kSpace8);
    theme->addStretch();
    theme->addWidget(new TextLabel(tr("Theme"), Type::Body, Colour::Text2));
    theme->addWidget(m_theme);
    theme->addStretch();
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(kSpace24, kSpace24, kSpace24, kSpace24);
    column->addStretch(1);
    column->addLayout(head);
    column->addSpacing(kSpace12);
    column->addWidget(m_words);
    column->addSpacing(kSpace24);
    column->addLayout(m_cards);
    column->addSpacing(kSpace24);
    column->addLayout(theme);
    column->addStretch(1);
    m_pages->addWidget(scrollOver(page));
    m_pages->addWidget(m_joinPage);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(m_error);
    whole->addWidget(m_pages, 1);
    setTabOrder(m_setUp, m_code);
    setTabOrder(m_code, m_join);
}

QWidget *WelcomePage::sampleCard()
{
    auto *card = new Card(Icon::Queue, tr("Try it with sample data"),
        tr("A made-up store with leads and live clocks, ready in seconds."), true);
    card->addLine(tr("Marked “Sample” on every screen"));
    card->addLine(tr("Clocks run, nothing is sent"));
    card->addLine(tr("In a file of its own, away from your store"));
    card->addLine(tr("No account, no network"));
    card->addButton(m_sample);
    return card;
}

QWidget *WelcomePage::setUpCard()
{
    auto *card = new Card(Icon::Settings, tr("Set up my store"),
        tr("From one set-up file. What it leaves out gets the usual values."), false);
    int n = 0;
    for (const QString &words : {tr("Name and address"), tr("Opening hours"), tr("People"), tr("Lead sources")})
        card->addLine(words, QString::number(++n));
    card->addButton(m_setUp);
    return card;
}

QWidget *WelcomePage::joinCard()
{
    auto *card = new Card(Icon::Customers, tr("Join my store"),
        tr("Another desk already runs UpDesk. Ask its manager for a join file or a code."), false);
    m_code->setPlaceholderText(tr("Code, if you have one"));
    m_code->setAccessibleName(tr("Join code"));
    card->addField(m_code);
    card->addLine(tr("With your own login and password"));
    card->addLine(tr("Goes on working without a network"));
    card->addButton(m_join);
    return card;
}

void WelcomePage::openJoin()
{
    m_error->setWords({});
    m_pages->setCurrentWidget(m_joinPage);
    m_joinPage->begin(m_code->text());
    m_code->clear();
}

void WelcomePage::setBusy(const QString &words)
{
    m_words->setText(words.isEmpty() ? tr("Every up answered in five minutes. How do you want to start?") : words);
    m_sample->setEnabled(words.isEmpty());
    m_setUp->setEnabled(words.isEmpty());
    m_join->setEnabled(words.isEmpty());
    m_code->setEnabled(words.isEmpty());
}

void WelcomePage::setError(const QString &words)
{
    m_error->setTone(BannerTone::Bad);
    m_error->setIcon(Icon::Warning);
    m_error->setWords(words);
}

void WelcomePage::setNotice(const QString &words)
{
    m_error->setTone(BannerTone::Plain);
    m_error->setIcon(Icon::Tick);
    m_error->setWords(words);
}

void WelcomePage::setTheme(ThemeName name)
{
    m_theme->setCurrent(name == ThemeName::HighContrast ? int(ThemeName::System) : int(name));
}

void WelcomePage::fit()
{
    const bool narrow = width() < 3 * scaled(kCard) + 2 * kSpace16 + 2 * kSpace24;
    m_cards->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_cards->setAlignment(narrow ? Qt::AlignHCenter : Qt::Alignment());
}

void WelcomePage::resizeEvent(QResizeEvent *event)
{
    fit();
    QWidget::resizeEvent(event);
}

void WelcomePage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Colour::Window));
}

} // namespace updesk
