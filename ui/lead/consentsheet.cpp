// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/consentsheet.h"

#include "core/desk/contactrows.h"
#include "core/leads/timephrase.h"
#include "ui/lead/consentwords.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/spacing.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>

namespace updesk
{

using Given = Consent::Given;

static constexpr std::array kGiven{Given::InPerson, Given::Phone, Given::WebForm, Given::Paper};

ConsentSheet::ConsentSheet(Session &session, QWidget *window)
    : FormSheet(window, QStringLiteral("lead.consent")),
      m_session(session),
      m_ways{new QCheckBox(tr("&Calls")), new QCheckBox(tr("&Texts")), new QCheckBox(tr("&Emails"))},
      m_offers(new QCheckBox(tr("To &offers too, not only to answers"))),
      m_given(new QComboBox),
      m_words(new Field(tr("E&xact words"))),
      m_aside(new TextLabel(QString(), Type::Caption, Colour::Text2)),
      m_save(new Button(tr("&Keep the consent"), ButtonKind::Primary))
{
    makeBody();
    m_save->setObjectName(nameOf("save"));
    m_save->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Return));
    foot()->addStretch();
    foot()->addWidget(m_save);
    connect(m_save, &Button::clicked, this, &ConsentSheet::save);
    connect(m_given, &QComboBox::currentIndexChanged, this, &ConsentSheet::showWhatIsAsked);
    connect(m_offers, &QCheckBox::toggled, this, &ConsentSheet::showWhatIsAsked);
}

void ConsentSheet::makeBody()
{
    auto *ways = new QWidget;
    auto *row = new QHBoxLayout(ways);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kSpace16);
    static constexpr const char *kNames[] = {"call", "text", "email"};
    for (size_t i = 0; i < m_ways.size(); ++i) {
        m_ways[i]->setObjectName(nameOf(kNames[i]));
        row->addWidget(m_ways[i]);
    }
    row->addStretch();
    addWide(ways);
    m_offers->setObjectName(nameOf("offers"));
    addWide(m_offers);
    m_given->setObjectName(nameOf("given"));
    for (const QString &words : {tr("In person"), tr("By phone"), tr("On a web form"), tr("On paper")})
        m_given->addItem(words);
    addWide(new Field(tr("&How they gave it"), m_given));
    m_words->edit()->setObjectName(nameOf("words"));
    m_words->edit()->setPlaceholderText(tr("what they said, ticked or signed"));
    addWide(m_words);
    addField("when", tr("&When"))->edit()->setPlaceholderText(tr("empty: just now"));
    addField("form", tr("&Version of the form"))->edit()->setPlaceholderText(tr("as printed on it"));
    m_aside->setWordWrap(true);
    m_aside->setObjectName(nameOf("aside"));
    addWide(m_aside);
    endBody();
}

void ConsentSheet::openFor(LeadId lead, const QString &customer, Done done)
{
    m_lead = lead;
    m_customer = customer;
    m_done = std::move(done);
    setHead(tr("What %1 agreed to").arg(customer), {}, Icon::Tick);
    for (QCheckBox *way : m_ways)
        way->setChecked(way == m_ways[1]); // texts are what mostly has to be proven
    m_offers->setChecked(false);
    m_given->setCurrentIndex(0);
    for (Field *one : {m_words, field(When), field(Form)})
        one->edit()->clear();
    m_words->setError({});
    clearErrors();
    showWhatIsAsked();
    openSheet(m_ways[0]);
}

// Only what they wrote is a written consent, and only of a form there is a version.
void ConsentSheet::showWhatIsAsked()
{
    const Given given = kGiven[size_t(std::max(0, m_given->currentIndex()))];
    const bool written = given == Given::WebForm || given == Given::Paper;
    field(Form)->setEnabled(written);
    m_aside->setText(m_offers->isChecked() && !written
            ? tr("Offers by texts that leave by themselves need a consent in writing. This one is not.")
            : QString());
    m_aside->setVisible(!m_aside->text().isEmpty());
    place();
}

bool ConsentSheet::readWhen(Time &at)
{
    const QString text = typed(When);
    at = m_session.now();
    if (text.isEmpty())
        return true;
    const auto rules = m_session.rules();
    const auto read = rules ? readTimePhrase(text, (*rules)->hours, m_session.now(), regionHabits(Toward::Past))
                            : Result<TimeRead>(rules.error());
    const bool good = read && read->at <= m_session.now();
    field(When)->setError(good ? QString() : tr("Type a day and a time that have passed."));
    at = good ? read->at : 0;
    return good;
}

void ConsentSheet::save()
{
    clearErrors();
    m_words->setError({});
    ConsentDraft draft;
    for (size_t i = 0; i < m_ways.size(); ++i) {
        if (m_ways[i]->isChecked())
            draft.ways.push_back(kContactWays[i]);
    }
    draft.offers = m_offers->isChecked();
    draft.given = kGiven[size_t(std::max(0, m_given->currentIndex()))];
    draft.words = m_words->edit()->text().trimmed();
    draft.form = field(Form)->isEnabled() ? typed(Form) : QString();
    if (!readWhen(draft.at))
        return place();
    finish(recordConsent(m_session, m_lead, draft));
}

void ConsentSheet::finish(const Result<DeedId> &done)
{
    if (done) {
        closeSheet();
        return m_done(done, tr("Consent of %1 kept.").arg(m_customer));
    }
    const Error &error = done.error();
    const auto is = [&error](const char *what) {
        return error.code == Error::Code::Invalid && error.subject == QLatin1String(what);
    };
    if (is("words"))
        m_words->setError(tr("Type their words. They prove the consent."));
    else if (is("form"))
        field(Form)->setError(tr("Type the version that stands on the form."));
    else
        return fail(is("ways") ? tr("Tick what they agreed to.") : ConsentWords::refused(error));
    place();
}

} // namespace updesk
