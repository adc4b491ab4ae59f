// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/lockedpage.h"

#include "ui/parts/atrestwords.h"

namespace updesk
{

/// What stands in the middle of the page.
class LockedPage::Panel final : public DoorPanel
{
public:
    using DoorPanel::addFact;
    using DoorPanel::addTitle;
    using DoorPanel::addWords;
    using DoorPanel::foot;
};

// Another key than the file's is as good as none: neither comes by waiting.
static bool isLost(const Error &error)
{
    return error.subject == QLatin1String("no_key") || error.subject == QLatin1String("wrong_key");
}

bool LockedPage::isAbout(const Error &error)
{
    return isLost(error) || (error.subject == QLatin1String("key_store") && error.code == Error::Code::Denied);
}

LockedPage::LockedPage(QWidget *parent)
    : DoorPage(parent),
      m_panel(new Panel),
      m_title(m_panel->addTitle({})),
      m_words(m_panel->addWords({})),
      m_file(m_panel->addFact(tr("File"))),
      m_lost(m_panel->addWords(
          tr("When the key is lost, the file can be set aside: it keeps all that is in it under another name, and this "
             "desk starts anew. A desk of a shared store joins again and loses only what it had not sent yet. The only "
             "desk of a store begins empty."))),
      m_again(new Button(tr("&Try again"), ButtonKind::Primary)),
      m_aside(new Button(tr("&Set the file aside and start anew")))
{
    setObjectName(QStringLiteral("locked"));
    setAccessibleName(tr("Store without its key"));
    m_file->setObjectName(QStringLiteral("locked.file"));
    m_words->setObjectName(QStringLiteral("locked.words"));
    m_again->setObjectName(QStringLiteral("locked.again"));
    m_aside->setObjectName(QStringLiteral("locked.aside"));
    for (Button *button : {m_again, m_aside})
        m_panel->foot()->addWidget(button);
    m_panel->foot()->addStretch();
    addPanel(m_panel);
    bring(m_panel, m_again);
    connect(m_again, &Button::clicked, this, &LockedPage::againWanted);
    connect(m_aside, &Button::clicked, this, &LockedPage::asideWanted);
}

void LockedPage::setProblem(const QString &file, const Error &error)
{
    const bool lost = isLost(error);
    const bool isAbsent = error.subject == QLatin1String("no_key");
    m_title->setText(
        lost ? tr("The key of this store is not on this computer") : tr("The key of this store cannot be read"));
    m_words->setText(isAbsent
            ? tr("The file of the store is encrypted, and was left as it is. Where its key was saved, give "
                 "it to this computer with updeskctl key --take FILE, then try again.")
            : keySentence(error));
    m_file->setText(file);
    m_lost->setVisible(lost);
    m_aside->setVisible(lost);
    m_panel->setFault({});
    m_panel->fit();
}

void LockedPage::setFault(const QString &words) { m_panel->setFault(words); }

} // namespace updesk
