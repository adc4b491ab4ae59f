// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/leadhead.h"

#include "core/leads/grade.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/gradewords.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace updesk
{

/// The grade letter in its box.
class GradeMark final : public QWidget
{
    Q_OBJECT
public:
    void setGrade(const QString &letter, const QString &missing)
    {
        m_letter = letter;
        setVisible(!letter.isEmpty());
        //: %1: the letter, %2: what the lead lacks for a better one, as a sentence
        setAccessibleName(missing.isEmpty() ? tr("Grade %1").arg(letter) : tr("Grade %1. %2").arg(letter, missing));
        setToolTip(accessibleName());
        update();
    }
    QSize sizeHint() const override { return gradeSize(); }
    QSize minimumSizeHint() const override { return gradeSize(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        if (!m_letter.isEmpty())
            paintGrade(painter, rect(), m_letter.front());
    }

private:
    QString m_letter;
};

TierChip::TierChip(QWidget *parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setObjectName(QStringLiteral("lead.score"));
    connect(themeChanges(), &ThemeChanges::changed, this, [this] { updateGeometry(); });
}

void TierChip::setScore(int score)
{
    m_score = score;
    //: %1: "High", %2: points
    setAccessibleName(tr("Score: %1, %2").arg(tierWord(tierLook(score))).arg(score));
    setToolTip(tr("Why this score (Space)"));
    update();
}

QSize TierChip::sizeHint() const { return tierChipSize(); }

void TierChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintTierChip(painter, rect(), tierLook(m_score), m_score);
}

void TierChip::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    Q_EMIT pointerCame();
}

void TierChip::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    Q_EMIT pointerWent();
}

void ClockBox::setLook(const ClockLook &look, const QString &spoken)
{
    setAccessibleName(spoken);
    setToolTip(spoken);
    if (look == m_look)
        return;
    const bool resized = clockSize(look) != clockSize(m_look);
    m_look = look;
    setVisible(look.mark != ClockMark::None);
    if (resized)
        updateGeometry();
    update();
}

void ClockBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintClock(painter, rect(), m_look);
}

TagMark::TagMark(int tone, QWidget *parent) : QWidget(parent), m_tone(tone)
{
    hide();
    connect(themeChanges(), &ThemeChanges::changed, this, [this] { updateGeometry(); });
}

void TagMark::setWords(const QString &words)
{
    if (words == accessibleName())
        return;
    setAccessibleName(words);
    setVisible(!words.isEmpty());
    updateGeometry();
    update();
}

QSize TagMark::sizeHint() const { return tagSize(accessibleName()); }

void TagMark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintTag(painter, rect(), accessibleName(), TagTone(m_tone));
}

LeadHead::LeadHead(LeadModel &model, QWidget *parent)
    : QWidget(parent),
      m_model(model),
      m_name(new TextLabel(QString(), Type::Title)),
      m_grade(new GradeMark),
      m_missing(new TagMark(int(TagTone::Close))),
      m_chip(new TierChip),
      m_age(new TagMark(int(TagTone::Accent))),
      m_again(new TagMark(int(TagTone::Close))),
      m_stop(new TagMark(int(TagTone::Bad))),
      m_closed(new TagMark(int(TagTone::Plain))),
      m_clockTitle(new TextLabel(QString(), Type::Body, Colour::Text2)),
      m_clock(new ClockBox)
{
    m_name->setMarkable();
    m_name->setWordWrap(true);
    m_clock->setObjectName(QStringLiteral("lead.clock"));
    m_again->setObjectName(QStringLiteral("lead.again"));
    m_missing->setObjectName(QStringLiteral("lead.missing"));
    auto *marks = new QWidget;
    auto *flow = new FlowLayout(kSpace12, kSpace4, marks);
    flow->setContentsMargins(0, kSpace4, 0, kSpace4);
    for (QWidget *part : {static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_grade),
             static_cast<QWidget *>(m_chip), static_cast<QWidget *>(m_age), static_cast<QWidget *>(m_again),
             static_cast<QWidget *>(m_stop), static_cast<QWidget *>(m_closed)})
        flow->addWidget(part);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *row = new QHBoxLayout;
    column->addLayout(row);
    column->addWidget(m_missing, 0, Qt::AlignLeft); // a sentence: beside the name it would push the clock away
    row->setSpacing(kSpace12);
    row->addWidget(marks, 1);
    row->addWidget(m_clockTitle);
    row->addWidget(m_clock);
    connect(&m_model, &LeadModel::changed, this, &LeadHead::refresh);
    connect(themeChanges(), &ThemeChanges::changed, this, &LeadHead::fitName);
    connect(m_chip, &TierChip::clicked, this, [this] { showReasons(PopoverWay::Keys); });
    connect(m_chip, &TierChip::pointerCame, this, [this] { showReasons(PopoverWay::Hover); });
    connect(m_chip, &TierChip::pointerWent, this, [this] {
        if (m_popover)
            m_popover->pointerLeft();
    });
    refresh();
}

void LeadHead::refresh()
{
    if (!m_model.isOpen())
        return;
    const LeadNow &now = m_model.now();
    m_name->setText(m_model.name());
    fitName();
    m_grade->setGrade(LeadWords::grade(now.grade), missingLine(now.missing));
    const bool open = m_model.lead().closed == Closed::Open;
    m_missing->setWords(open ? missingLine(now.missing & kLeadTest) : QString());
    m_chip->setScore(now.score);
    m_again->setWords(
        now.inquiries > 1 ? tr("Asked again, %1 inquiry").arg(LeadWords::ordinal(now.inquiries)) : QString());
    const CustomerCard &card = m_model.card();
    const bool all = card.noCalls && card.noTexts && card.noEmails;
    m_stop->setWords(all ? tr("Do not contact") : card.noCalls ? tr("No calls") : QString());
    switch (m_model.lead().closed) {
    case Closed::Open:
        m_closed->setWords({});
        break;
    case Closed::Sold:
        m_closed->setWords(tr("Sold"));
        break;
    case Closed::Lost:
        m_closed->setWords(tr("Lost"));
        break;
    case Closed::Bad:
        m_closed->setWords(tr("Bad lead"));
        break;
    case Closed::Duplicate:
        m_closed->setWords(tr("Duplicate"));
        break;
    }
    tick();
}

// A label that may wrap asks for a narrow block; one line is what a name wants, at every text size.
void LeadHead::fitName() { m_name->setMinimumWidth(std::min(textWidth(m_name->text(), Type::Title) + 2, scaled(420))); }

void LeadHead::tick()
{
    if (!m_model.isOpen())
        return;
    const Time now = m_model.session().now();
    const LeadWords &words = m_model.words();
    m_age->setWords(words.leadAge(m_model.now().received, now));
    m_clockTitle->setText(LeadWords::clockTitle(m_model.now(), now));
    m_clockTitle->setVisible(!m_clockTitle->text().isEmpty());
    m_clock->setLook(words.clock(m_model.now(), now), words.spokenClock(m_model.now(), now));
}

void LeadHead::showReasons(PopoverWay way)
{
    if (!m_model.isOpen())
        return;
    if (!m_popover)
        m_popover = new Popover(window());
    m_popover->setText(m_model.words().reasons(m_model.now(), m_model.lead(), m_model.session().now()));
    m_popover->openBy(QRect(m_chip->mapTo(window(), QPoint()), m_chip->size()), way);
}

} // namespace updesk

#include "leadhead.moc"
