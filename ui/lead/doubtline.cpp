// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/doubtline.h"

#include "core/desk/contactrows.h"
#include "core/desk/gaterows.h"
#include "core/desk/heard.h"
#include "ui/lead/leadmodel.h"
#include "ui/parts/announce.h"
#include "ui/parts/button.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/paint.h"
#include "ui/parts/readabletext.h"
#include "ui/parts/sentence.h"
#include "ui/parts/spacing.h"

#include <QPainter>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace updesk
{

namespace
{

constexpr qsizetype kMostShown = 300; ///< letters; the history has them all

// As one paragraph; a word without an end is broken, or the panel would grow as wide.
QString shown(const QString &words)
{
    static const QRegularExpression kLong(QStringLiteral("(\\S{24})"));
    QString text = harmlessText(words.simplified());
    if (text.size() > kMostShown)
        text = text.left(kMostShown) + QChar(0x2026);
    return text.replace(kLong, QStringLiteral("\\1") + QChar(0x200b));
}

// Who has refused every way since has said what they mean.
Result<QString> wordsInDoubt(Database &database, CustomerId customer)
{
    const auto standing = standingConsent(database, customer);
    const auto can = contactable(database, customer);
    if (!standing || !can)
        return !standing ? standing.error() : can.error();
    const bool open = standing->unclear && (can->call || can->text || can->email);
    return open ? standing->unclearWords : QString();
}

} // namespace

DoubtLine::DoubtLine(LeadModel &model, LeadCalls calls, QWidget *parent)
    : QWidget(parent), m_model(model), m_calls(std::move(calls)), m_words(new TextLabel({}, Type::Body, Colour::Close))
{
    setObjectName(QStringLiteral("lead.doubt"));
    m_words->setObjectName(QStringLiteral("lead.doubt.words"));
    m_words->setWordWrap(true);
    auto *acts = new QWidget;
    auto *flow = new FlowLayout(kSpace8, kSpace8, acts);
    flow->setContentsMargins(0, 0, 0, 0);
    const auto add = [&](const QString &name, const QString &words, Letter letter, Meant meant) {
        auto *button = new Button(words);
        button->setObjectName(name);
        button->setLetter(letter);
        button->setInBar();
        connect(button, &Button::clicked, this, [this, meant] { settle(meant); });
        flow->addWidget(button);
    };
    add(QStringLiteral("lead.doubt.stop"), tr("They want no contact"), Letter::MeansStop, Meant::NoContact);
    add(QStringLiteral("lead.doubt.goOn"), tr("Go on"), Letter::MeansGoOn, Meant::GoOn);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(2 * kSpace16, kSpace16, 2 * kSpace16, kSpace8);
    column->setSpacing(kSpace8);
    column->addWidget(m_words);
    column->addWidget(acts);
    connect(&m_model, &LeadModel::changed, this, &DoubtLine::refresh);
    connect(&m_model, &LeadModel::opened, this, &DoubtLine::refresh);
    hide();
}

QString DoubtLine::words() const { return m_words->text(); }

void DoubtLine::refresh()
{
    const auto doubt = m_model.isOpen() ? wordsInDoubt(m_model.session().database(), m_model.lead().customer)
                                        : Result<QString>(QString());
    if (!doubt)
        m_calls.tell(sentence(doubt.error()));
    const bool open = doubt && !doubt->isEmpty();
    const QString words = open
        ? tr("They wrote: “%1” It may mean stop. Until you say, nothing goes out by itself.").arg(shown(*doubt))
        : QString();
    const bool news = open && words != m_words->text();
    m_words->setText(words);
    setVisible(open);
    if (news)
        announce(m_words, words);
}

bool DoubtLine::act(Letter letter)
{
    if (isHidden() || (letter != Letter::MeansStop && letter != Letter::MeansGoOn))
        return false;
    settle(letter == Letter::MeansStop ? Meant::NoContact : Meant::GoOn);
    return true;
}

void DoubtLine::settle(Meant meant)
{
    const bool refuses = meant == Meant::NoContact;
    const auto deed = settleDoubt(m_model.session(), m_model.id(), refuses);
    if (!deed && deed.error().code == Error::Code::NotFound && deed.error().subject == QLatin1String(kUnclearConsent)) {
        m_calls.tell(tr("Somebody has said already what these words mean."));
        return m_model.reload();
    }
    // What a customer said is not undone: no deed is named.
    m_calls.did(deed ? Result<DeedId>(DeedId()) : Result<DeedId>(deed.error()),
        refuses ? tr("Do not contact: calls, texts and emails are off.")
                : tr("It does not mean stop: what was held goes on."));
}

void DoubtLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(painter, rect().adjusted(kSpace16, kSpace8, -kSpace16, 0), colour(Colour::CloseTint), {}, 1, kRadius);
}

} // namespace updesk
