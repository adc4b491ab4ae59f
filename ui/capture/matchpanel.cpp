// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/capture/matchpanel.h"

#include "ui/parts/agreement.h"
#include "ui/parts/announce.h"
#include "ui/parts/icons.h"
#include "ui/parts/keycap.h"
#include "ui/parts/matchwords.h"
#include "ui/parts/nocalls.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QPainter>

namespace updesk
{

static constexpr size_t kFullCards = 3; // more are shown with one line each

MatchCard::MatchCard(QWidget *parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    connect(themeChanges(), &ThemeChanges::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void MatchCard::setWords(const Words &words, Size size, bool chosen)
{
    if (m_words == words && m_size == size && m_chosen == chosen)
        return;
    m_words = words;
    m_size = size;
    m_chosen = chosen;
    QStringList facts{words.name, words.phone, words.percent, words.reasons.isEmpty() ? words.strength : words.reasons,
        words.email, words.line, words.note};
    facts.removeAll(QString());
    setAccessibleName(facts.join(tr(". ", "between facts that are read out")));
    setAccessibleDescription(chosen ? tr("Chosen. Alt+0 takes it back.") : tr("%1 uses this customer.").arg(words.key));
    setToolTip(tipWithKey(tr("Use this customer"), QKeySequence(words.key)));
    updateGeometry();
    update();
}

int MatchCard::headHeight() const { return std::max(lineHeight(Type::BodyStrong), keycapSize(m_words.key).height()); }

QSize MatchCard::sizeHint() const
{
    const int pad = m_size == Size::Full ? scaled(10) : scaled(kSpace8);
    int height = 2 * pad + headHeight();
    if (m_size == Size::Full) {
        height += scaled(kSpace4) + lineHeight(Type::Body);
        height += scaled(kSpace4) / 2 + lineHeight(Type::Caption) + scaled(2);
    }
    return {scaled(240), height};
}

static AgreementLook look(bool agrees, Type plain) { return {plain, Type::BodyStrong, agrees}; }

// At the right end; where a card has a second line it stands there, for who it is needs the first. Returns its room.
int MatchCard::paintPercent(QPainter &painter, const QRect &line) const
{
    if (m_words.percent.isEmpty())
        return 0;
    const int wide = textWidth(m_words.percent, Type::BodyStrong);
    drawText(painter, QRect(line.right() - wide + 1, line.top(), wide, line.height()), m_words.percent,
        Type::BodyStrong, theme().ink(Colour::Text, m_chosen));
    return wide + kSpace8;
}

// The key, who it is with what agrees, and why in a word.
void MatchCard::paintHead(QPainter &painter, QRect line) const
{
    const QColor ink = theme().ink(Colour::Text, m_chosen);
    const QSize cap = keycapSize(m_words.key), tag = tagSize(m_words.strength);
    paintKeycap(painter, QRect(QPoint(line.left(), line.center().y() - cap.height() / 2), cap), m_words.key,
        m_chosen ? KeycapTone::OnSelection : KeycapTone::Plain);
    const QRect tagBox(QPoint(line.right() - tag.width() + 1, line.center().y() - tag.height() / 2), tag);
    paintTag(painter, tagBox, m_words.strength, m_words.strong ? TagTone::Good : TagTone::Plain);
    QRect left = line.adjusted(cap.width() + kSpace8, 0, 0, 0);
    left.setRight(tagBox.left() - kSpace8);
    if (m_size == Size::OneLine)
        left.setRight(left.right() - paintPercent(painter, left));
    if (m_chosen) {
        const int mark = scaled(16);
        left.setRight(left.right() - mark);
        drawIcon(
            painter, QRect(left.right(), line.top(), mark, line.height()), Icon::Tick, colour(Colour::Accent), mark);
        left.setRight(left.right() - kSpace8);
    }
    const AgreementLook ofPhone = look(m_words.samePhone, Type::Body),
                        ofName = look(m_words.sameName, Type::BodyStrong);
    const int phoneRoom = std::min(agreementWidth(m_words.phone, ofPhone), left.width() * 3 / 5);
    QRect name = left;
    name.setWidth(std::max(0, std::min(agreementWidth(m_words.name, ofName), left.width() - phoneRoom - kSpace8)));
    left.setLeft(left.left() + paintAgreement(painter, name, m_words.name, ofName, ink) + kSpace8);
    paintAgreement(painter, left, m_words.phone, ofPhone, theme().ink(Colour::Text2, m_chosen));
}

void MatchCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor fill = m_chosen ? colour(Colour::Selection)
        : underMouse()           ? colour(Colour::Hover)
                                 : colour(Colour::Base);
    paintBox(painter, rect(), fill, colour(m_chosen ? Colour::Accent : Colour::Divider));
    const int pad = m_size == Size::Full ? scaled(10) : scaled(kSpace8);
    const QRect line(scaled(kSpace12), pad, width() - 2 * scaled(kSpace12), headHeight());
    paintHead(painter, line);
    if (m_size == Size::OneLine)
        return;
    QRect second(line.left(), line.bottom() + 1 + scaled(kSpace4), line.width(), lineHeight(Type::Body));
    second.setRight(second.right() - paintPercent(painter, second));
    drawText(painter, second, m_words.line, Type::Body, theme().ink(Colour::Text, m_chosen));
    QRect third(
        line.left(), second.bottom() + 1 + scaled(kSpace4) / 2, line.width(), lineHeight(Type::Caption) + scaled(2));
    const QColor hint = theme().ink(Colour::Hint, m_chosen);
    if (const int wide =
            paintAgreement(painter, third, m_words.email, {Type::Caption, Type::CaptionStrong, true}, hint);
        wide > 0)
        third.setLeft(third.left() + wide + kSpace8);
    drawText(painter, third, m_words.note, Type::Caption, hint);
}

MatchPanel::MatchPanel(QWidget *parent)
    : QWidget(parent),
      m_title(new TextLabel(tr("Already here?"), Type::Section)),
      m_count(new TextLabel(QString(), Type::Body, Colour::Hint)),
      m_empty(new TextLabel(QString(), Type::Body, Colour::Text2)),
      m_foot(new TextLabel(QString(), Type::Body, Colour::Text2)),
      m_noCalls(new Button(NoCalls::words())),
      m_list(new QWidget),
      m_column(new QVBoxLayout(m_list)),
      m_scroll(new QScrollArea)
{
    setObjectName(QStringLiteral("quickadd.matches"));
    setAccessibleName(tr("Already here?"));
    m_count->setObjectName(QStringLiteral("quickadd.matchcount"));
    m_empty->setWordWrap(true);
    m_foot->setWordWrap(true);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(kSpace8);
    m_column->addStretch();
    m_scroll->setWidget(m_list);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_list->setAutoFillBackground(false);
    m_scroll->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    auto *head = new QHBoxLayout;
    head->setSpacing(kSpace8);
    head->addWidget(m_title);
    head->addWidget(m_count, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kSpace24, kSpace16, kSpace24, kSpace12);
    column->setSpacing(kSpace12);
    column->addLayout(head);
    column->addWidget(m_empty);
    column->addWidget(m_scroll, 1);
    column->addWidget(m_foot);
    m_noCalls->setObjectName(QStringLiteral("quickadd.noCalls"));
    m_noCalls->hide();
    column->addWidget(m_noCalls, 0, Qt::AlignLeft);
    connect(m_noCalls, &Button::clicked, this, [this] { Q_EMIT noCallsWanted(m_known); });
    const auto fit = [this] { m_scroll->setMinimumHeight(scaled(200)); };
    fit();
    connect(themeChanges(), &ThemeChanges::changed, this, fit);
}

static MatchCard::Words wordsOf(const PossibleMatch &match, int number, const CaptureWords &words, Time now)
{
    MatchCard::Words out;
    out.key = MatchCard::tr("Alt+%1", "the key that uses match number %1").arg(number);
    out.name = match.name.isEmpty() ? MatchCard::tr("No name yet") : match.name;
    out.phone = words.phone(match.phone);
    out.strength = CaptureWords::strength(match.match);
    out.strong = CaptureWords::isStrong(match.match);
    out.line = words.matchLine(match, now);
    out.note = words.matchNote(match);
    out.percent = matchPercent(match.match.percent);
    out.reasons = matchReasons(match.match);
    out.sameName = match.match.reasons & (SameName | LikeName);
    out.samePhone = match.match.reasons & (SamePhone | SharedPhone);
    if (match.match.reasons & (SameEmail | SharedEmail))
        out.email = match.email;
    return out;
}

void MatchPanel::setMatches(
    const std::vector<PossibleMatch> &matches, CustomerId chosen, const CaptureWords &words, Time now, bool typed)
{
    while (m_cards.size() > matches.size()) {
        m_cards.back()->hide();
        m_spare.push_back(m_cards.back());
        m_cards.pop_back();
    }
    while (m_cards.size() < matches.size()) {
        MatchCard *card = m_spare.empty() ? new MatchCard : m_spare.back();
        if (m_spare.empty()) {
            connect(card, &MatchCard::clicked, this,
                [this, card] { Q_EMIT picked(int(std::ranges::find(m_cards, card) - m_cards.begin())); });
            m_column->insertWidget(m_column->count() - 1, card);
        } else {
            m_spare.pop_back();
        }
        card->setObjectName(QStringLiteral("quickadd.match%1").arg(m_cards.size() + 1));
        m_cards.push_back(card);
    }
    const size_t full = matches.size() > kFullCards ? 1 : kFullCards;
    for (size_t i = 0; i < matches.size(); ++i) {
        m_cards[i]->setWords(wordsOf(matches[i], int(i) + 1, words, now),
            i < full ? MatchCard::Size::Full : MatchCard::Size::OneLine, matches[i].customer == chosen);
        m_cards[i]->show();
    }
    const int count = int(matches.size());
    const QString found = count > 0 ? tr("%n found", nullptr, count) : QString();
    if (found != m_count->text() && count > 0)
        announce(m_count, tr("Already here? %n found", nullptr, count));
    m_count->setText(found);
    m_empty->setText(typed ? tr("Nobody like this yet. A new person will be added.")
                           : tr("Customers show here from 4 digits of the phone or 2 letters of the name."));
    m_empty->setVisible(count == 0);
    m_foot->setVisible(count > 0);
    showKnown(matches, chosen);
}

// Whoever is chosen, else the first who surely is somebody we know.
void MatchPanel::showKnown(const std::vector<PossibleMatch> &matches, CustomerId chosen)
{
    auto known = std::ranges::find(matches, chosen, &PossibleMatch::customer);
    if (chosen.isNull() || known == matches.end())
        known = std::ranges::find_if(
            matches, [](const PossibleMatch &match) { return CaptureWords::isStrong(match.match); });
    m_known = known == matches.end() ? -1 : int(known - matches.begin());
    m_noCalls->setVisible(m_known >= 0);
    if (m_known < 0)
        return;
    m_noCalls->setText(known->name.isEmpty() ? NoCalls::words() : tr("Do not call %1").arg(known->name));
}

void MatchPanel::setFoot(const QString &words) { m_foot->setText(words); }

void MatchPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Colour::Alt));
    painter.fillRect(QRect(0, 0, 1, height()), colour(Colour::Divider));
}

} // namespace updesk
