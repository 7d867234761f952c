// Made by generate-referrers.ts from Matomo's searchengine-and-social-list, which is CC0. Not edited by hand.

/** Name, parameters with the words, "." and beginnings of paths that count without any, hosts: "{}" is a country. */
export const searchEngines = `
1.cz|q||1.cz
118 700|q||www.118700.se foretag.118700.se webben.118700.se
123people|search_term||www.123people.com 123people.{}
360search|q||so.360.cn www.so.com m.so.com www.sou.com
abacho|q||www.abacho.de www.abacho.com www.abacho.co.uk www.se.abacho.com www.tr.abacho.com www.abacho.at www.abacho.fr www.abacho.es www.abacho.ch www.abacho.it
abcsøk|q||abcsok.no verden.abcsok.no
acoon|begriff||www.acoon.de
aguea|q||chercherfr.aguea.com
allaverksamheter|What||www.allaverksamheter.se
alexa|q||alexa.com
alexa|q|.|search.toolbars.alexa.com
alice adsl|qs|.|rechercher.aliceadsl.fr
all.by|query||all.by
allesklar|words||www.allesklar.de www.allesklar.at www.allesklar.ch
alltheinternet|q||www.alltheinternet.com
alltheweb|q||www.alltheweb.com
alohafind|q||alohafind.com
altavista|q||www.altavista.com listings.altavista.com altavista.de altavista.fr {}.altavista.com be-nl.altavista.com be-fr.altavista.com
altavista|q|.|search.altavista.com
aol|query q|.|search.aol.com search.aol.it aolsearch.aol.com www.aolrecherche.aol.fr www.aolrecherches.aol.fr aim.search.aol.com www.recherche.aol.fr recherche.aol.fr recherche.aol.ca aolsearch.aol.co.uk search.aol.co.uk aolrecherche.aol.fr sucheaol.aol.de suche.aol.de o2suche.aol.de suche.aolsvc.de alicesuche.aol.de alicesuchet.aol.de suchet2.aol.de search.hp.my.aol.com.au search.hp.my.aol.de search.hp.my.aol.it
aol|query q||www.aolimages.aol.fr find.web.aol.com aolbusqueda.aol.com.mx search-intl.netscape.com
aol|q|.|de.aolsearch.com
apollo lv|q||apollo.lv/portal/search/
apollo7|query||apollo7.de
aport|r||sm.aport.ru
arama|q||arama.com
arcor|Keywords||www.arcor.de
arianna|query||arianna.libero.it www.arianna.com
ask|ask q searchfor|.|ask.com search.ask.com {}.search.ask.com searchqu.com search.tb.ask.com nortonsafe.search.ask.com avira.search.ask.com int.search.tb.ask.com
ask|ask q searchfor||web.ask.com int.ask.com mws.ask.com images.ask.com images.{}.ask.com ask.reference.com www.askkids.com iwon.ask.com www.ask.co.uk {}.ask.com www.qbyrd.com {}.qbyrd.com www.search-results.com www1.search-results.com int.search-results.com {}.search-results.com avira-int.ask.com
avira safesearch|ask q searchfor|.|search.avira.com search.avira.net safesearch.avira.com
atlas|q|.|searchatlas.centrum.cz
auone|q|.|search.auone.jp sp-web.search.auone.jp sp-image.search.auone.jp
auone|q||sp-search.auone.jp
austronaut|q||www2.austronaut.at www1.austronaut.at
babylon|q|.|search.babylon.com searchassist.babylon.com
baidu|wd word kw|.|www.baidu.com www1.baidu.com baidu.com m.baidu.com www.baidu.co.th zhidao.baidu.com tieba.baidu.com news.baidu.com
biglobe|q|.|cgi.search.biglobe.ne.jp images.search.biglobe.ne.jp
bing|q Q|. /cr?|bing.com {}.bing.com global.bing.com
bing|q Q||msnbc.msn.com dizionario.it.msn.com enciclopedia.it.msn.com cc.bingj.com bing.com/images/search {}.bing.com/images/search
blekko|q||blekko.com
blogdigger|q||www.blogdigger.com
blogpulse|query||www.blogpulse.com
bluewin|searchTerm q|.|search.bluewin.ch
brave|q|.|search.brave.com
canoe.ca|q||web.canoe.ca
centrum|q|.|search.centrum.cz
centrum|q||morfeo.centrum.cz
charter|q||www.charter.net
claro search|q||claro-search.com
chatgpt||.|chat.openai.com chatgpt.com
clix|question||pesquisa.clix.pt
cốc cốc|query|.|coccoc.com
comcast|q|.|search.comcast.net
compuserve.com|query|.|websearch.cs.com
conduit.com|q|.|search.conduit.com images.search.conduit.com
crawler|q||www.crawler.com
cuil|q||www.cuil.com
daemon search|q||daemon-search.com my.daemon-search.com
dasoertliche|kw||www.dasoertliche.de
dasoertliche|ph kw||www2.dasoertliche.de
dastelefonbuch|kw||www1.dastelefonbuch.de
daum|q|.|search.daum.net
delfi ee|q||otsing.delfi.ee
delfi lv|q||smart.delfi.lv
digg|s||digg.com
dir.com|req||fr.dir.com
disconnectsearch||. /|search.disconnect.me
dmoz|search||dmoz.org editors.dmoz.org
duckduckgo|q|. /|duckduckgo.com r.duckduckgo.com duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad.onion
earthlink|q|.|search.earthlink.net
ecosia|q|.|ecosia.org www.ecosia.org
el mundo|q||ariadna.elmundo.es
eniro|q search_word||www.eniro.se
entireweb|q||www.entireweb.com
eo|x_query||eo.st
epicsearch.in|q|.|epicsearch.in www.epicsearch.in
eurip|q||www.eurip.com
euroseek|string||www.euroseek.com
everyclick|keyword||www.everyclick.com
exalead|q||www.exalead.fr www.exalead.com
excite|q|.|search.excite.it search.excite.fr search.excite.de search.excite.co.uk search.excite.es search.excite.nl
excite|q||msxml.excite.com
excite|search||www.excite.co.jp
facebook|q||www.facebook.com
fast browser search|q|.|www.fastbrowsersearch.com
findhurtig|q||www.findhurtig.dk
fireball|q||www.fireball.de fireball.com
firstsfind|qry||www.firstsfind.com
fixsuche|q|.|www.fixsuche.de
flix.de|keyword||www.flix.de
fooooo|q|.|search.fooooo.com
forestle|q||forestle.org {}.forestle.org forestle.mobi
francite|name|.|recherche.francite.com
free|q qs|.|search.free.fr
free|q qs||search1-2.free.fr search1-1.free.fr
freecause|p|.|search.freecause.com
freenet|query Keywords|.|suche.freenet.de
freespoke|q||freespoke.com
friendfeed|q||friendfeed.com
frontier|q|.|search.frontier.com
gais|q||gais.cs.ccu.edu.tw
genieo|q|.|search.genieo.com
geona|q||geona.net
gibiru|q|.|gibiru.com www.gibiru.com
gigablast|q||www.gigablast.com dir.gigablast.com
gnadenmeer|keyword||www.gnadenmeer.de
gomeo|Keywords||www.gomeo.com
goo|MT|.|search.goo.ne.jp ocnsearch.goo.ne.jp
google|q|. /search /url?|google.com google.{} encrypted.google.com www2.google.com ipv6.google.com go.google.com wwwgoogle.com wwwgoogle.{} gogole.com gogole.{} gppgle.com gppgle.{} googel.com googel.{} search.avg.com isearch.avg.com
google|q|. /|com.google.android.googlequicksearchbox images.google.com images.google.{} google.com/imgres google.{}/imgres
google|text|.|search.chedot.com
google|query||www.cnn.com darkoogle.com find.tdc.dk it.luna.tv
google|query|.|search.darkoogle.com search.foxtab.com search.juno.com search.zum.com searchresults.verizon.com search.walla.co.il search.alot.com searches.f-secure.com search.f-secure.com
google|Keywords|.|www.gooofullsearch.com search.hiyo.com search.incredimail.com search1.incredimail.com search2.incredimail.com search3.incredimail.com search4.incredimail.com search.sweetim.com
google|Keywords||www.fastweb.it
google|q|.|suche.gmx.net search.gmx.com search.incredibar.com search.1und1.de suche.1und1.de search.zonealarm.com search.leonardo.it search.dolphin-browser.jp search.nan.so searches.safehomepage.com monumentbrowser.com search.abv.bg blogsearch.google.com blogsearch.google.{} googlesyndicatedsearch.com
google|q||www.delta-search.com www1.delta-search.com start.lenovo.com wow.com {}.wow.com www.optuszoo.com.au netlavis.azione.jp gfsoso.com startab.me www.kadaza.com maps.google.com maps.google.{} news.google.com news.google.{} scholar.google.com scholar.google.{} google.com/products google.{}/products translate.google.com video.google.com
google|gsc.q||cgi2.nintendo.co.jp
google|MT|.|search.smt.docomo.ne.jp image.search.smt.docomo.ne.jp
google|p|.|search.bt.com
google|searchTerm|.|search.xfinity.com
google|q query||google.com/cse google.{}/cse cse.google.com cse.google.{} google.com/custom google.{}/custom
goyellow.de|MDN||www.goyellow.de
gule sider|q||www.gulesider.no
haosou|q||www.haosou.com
highbeam|q||www.highbeam.com
hit-parade|p7||req.hit-parade.com class.hit-parade.com www.hit-parade.com
holmes|q||holmes.ge
hooseek|recherche||www.hooseek.com
hotbot|query||www.hotbot.com
i-play|q||start.iplay.com
icerocket|q||blogs.icerocket.com
icq|q||www.icq.com
icq|q|.|search.icq.com
ilse nl|search_for||www.ilse.nl
imesh|q si|.|search.imesh.com
inbox|q||www2.inbox.com
info.com|q||www.info.com
infospace|q||infospace.com dogpile.com tattoodle.com metacrawler.com webfetch.com webcrawler.com start.funmoods.com home.speedbit.com
infospace|q|.|search.kiwee.com searches.vi-view.com search.webssearches.com search.fbdownloader.com searches3.globososo.com search.avast.com isearch.babylon.com search.magentic.com search.searchcompletion.com www.searchmobileonline.com isearch.glarysoft.com search.chatzum.com search.b1.org searchya.com search.handycafe.com search.v9.com search.iminent.com utorrent.inspsearch.com govome.inspsearch.com
infospace|s||start.facemoods.com
interia|q||www.google.interia.pl
isodelen|Keywords||www.isodelen.se
ixquick|query|/do/asearch|ixquick.com www.eu.ixquick.com ixquick.de www.ixquick.de us.ixquick.com s1.us.ixquick.com s2.us.ixquick.com s3.us.ixquick.com s4.us.ixquick.com s5.us.ixquick.com eu.ixquick.com s8-eu.ixquick.com s1-eu.ixquick.de s2-eu4.ixquick.com s5-eu4.ixquick.com
jungle key|query||junglekey.com junglekey.fr
jungle spider|q||www.jungle-spider.de
junior safe search|q|.|www.juniorsafesearch.com
jyxo|q||jyxo.1188.cz
k9 safe search|q|.|k9safesearch.com
kagi|q|.|kagi.com
karma|q|.|karmasearch.org
kataweb|q||www.kataweb.it
kensaq|q||www.kensaq.com
kvasir|q search_word||kvasir.no www.kvasir.no
la toile du québec|q||www.toile.com web.toile.com
laban|q||laban.vn
latne|q||www.latne.lv
lilo|q|.|search.lilo.org
lo.st|x_query||lo.st
local moxie|q||www.localmoxie.com
lookseek|q|.|search.lookseek.com
looksmart|key||www.looksmart.com
lycos|query|.|search.lycos.com
lycos|query||lycos.{}
maailm.com|tekst||www.maailm.com
mailru|q|. /redir?|go.mail.ru
mamma|query||www.mamma.com mamma75.mamma.com
meinestadt.de|words||www.meinestadt.de
meta.ua|q||meta.ua
metacrawler de|qry||s1.metacrawler.de s2.metacrawler.de s3.metacrawler.de
metager|eingabe||meta.rrzn.uni-hannover.de
metager|eingabe|.|www.metager.de metager.de
metager2|q||metager2.de
mister wong|keywords||www.mister-wong.com www.mister-wong.de
mojeek|q|.|www.mojeek.com
monstercrawler|qry||www.monstercrawler.com
mozbot|q||www.mozbot.fr www.mozbot.co.uk www.mozbot.com
myprivatesearch|q|.|www.myprivatesearch.com
myspace|qry|.|searchservice.myspace.com
mywebsearch|searchfor searchFor|.|www.mysearch.com ms114.mysearch.com ms146.mysearch.com kf.mysearch.myway.com ki.mysearch.myway.com search.myway.com search.mywebsearch.com
najdi.si|q||www.najdi.si
nate|q|.|search.nate.com
naver|query|.|search.naver.com
needtofind|searchfor|.|ko.search.need2find.com
neti|query||www.neti.ee
nifty|q Text|.|search.nifty.com search.azby.fmworld.net
nifty|kw|.|videosearch.nifty.com
nigma|s||nigma.ru
oceanhero|q||oceanhero.today
onet.pl|qt|.|szukaj.onet.pl
online.no|q||online.no
onlysearch|q||www.only-search.com
opplysningen 1881|Query||www.1881.no
orange|q|.|busca.orange.es
orange|kw||lemoteur.ke.voila.fr lemoteur.orange.fr
paperball|q||www.paperball.de
peoplecheck|q||extern.peoplecheck.de
peoplepc|q|.|search.peoplepc.com
perplexity|q||www.perplexity.ai
picsearch|q|.|www.picsearch.com
plazoo|q||www.plazoo.com
plusnetwork|q||plusnetwork.com
poisk.ru|text||poisk.ru
presearch|q|.|presearch.com
privacywall|q||www.privacywall.org
qip.ru|query|.|search.qip.ru
qualigo|q||www.qualigo.at www.qualigo.ch www.qualigo.de www.qualigo.nl
quendu|q||www.quendu.com
qwant|q|.|www.qwant.com lite.qwant.com
rakuten|qt|.|websearch.rakuten.co.jp
rambler|query words||nova.rambler.ru
riksdelen|What||www.riksdelen.se
road runner|q|.|search.rr.com
rpmfind|query||rpmfind.net fr2.rpmfind.net
sapo|q||pesquisa.sapo.pt
search.ch|q|.|www.search.ch
search.com|q|.|www.search.com
searchalot|q|.|searchalot.com
searchcanvas|q|.|www.searchcanvas.com
searchlock|q|. /|searchlock.com results.searchlock.com
searchy|q|.|www.searchy.co.uk
seesaa||.|search.seesaa.jp
setooz|query||bg.setooz.com da.setooz.com el.setooz.com fa.setooz.com ur.setooz.com {}.setooz.com
seznam|q|.|search.seznam.cz
seznam|q||videa.seznam.cz
sharelook|keyword||www.sharelook.fr
skynet|q||www.skynet.be
sm.cn|q||m.sm.cn so.m.sm.cn m.sp.sm.cn yz.m.sm.cn quark.sm.cn
sm.de|q||www.sm.de
smartaddressbar|s|.|search.smartaddressbar.com
smartshopping|kwd keywords|.|search.smartshopping.com
snap.do|q|.|search.snap.do
so-net|query||www.so-net.ne.jp
so-net|kw||video.so-net.ne.jp
softonic|q|.|search.softonic.com
sogou|query|. /link?url=|www.sogou.com sogou.com
sogou|keyword||m.sogou.com wap.sogou.com english.sogou.com
soso|w||www.soso.com
sputnik|q||www.sputnik.ru
startpage|query|. /do/asearch /do/search /sp/search|startpage.com classic.startpage.com www.startpage.com eu.startpage.com s6-eu5.ixquick.com s2-eu4.startpage.com s6-eu4.startpage.com s7-eu4.startpage.com s1-eu5.startpage.com s2-eu5.startpage.com s4-eu5.startpage.com s5-eu5.startpage.com s6-eu5.startpage.com s7-eu5.startpage.com s8-eu5.startpage.com s10-eu5.startpage.com s11-eu5.startpage.com s12-eu5.startpage.com s13-eu5.startpage.com s14-eu5.startpage.com startpagel6srwcjlue4zgq3zevrujfaow726kjytqbbjyrswwmjzcqd.onion
startpagina|q query||startgoogle.startpagina.nl
startsiden|q||www.startsiden.no startsiden.no
stract|q|.|stract.com
suche.info|Keywords|.|suche.info
suchmaschine.com|suchstr||www.suchmaschine.com
suchnase|q||www.suchnase.de
surf canyon|q||surfcanyon.com
swiggle|q||swiggle.org.uk
swisscows|query|.|swisscows.com
t-online|q|.|suche.t-online.de brisbane.t-online.de
t-online|q||navigationshilfe.t-online.de
talimba|search||www.talimba.com
talktalk|query||www.talktalk.co.uk
tarmot|q||tarmot.com
technorati|q||technorati.com
teoma|q||www.teoma.com
terra|query|.|buscador.terra.es buscador.terra.cl buscador.terra.com.br
tiscali|q key|.|search.tiscali.it
tiscali|q key||search-dyn.tiscali.it
tiscali|query||hledani.tiscali.cz
tixuma|sc||www.tixuma.de
toolbarhome|q||www.toolbarhome.com vshare.toolbarhome.com
toppreise.ch|search||www.toppreise.ch toppreise.ch fr.toppreise.ch de.toppreise.ch en.toppreise.ch
torry|q||www.torry.io
tusk search|q|.|tusksearch.com
trouvez.com|query||www.trouvez.com
trovarapido|q||www.trovarapido.com
trusted search|w||www.trusted-search.com
trustnav|q|.|search.trustnav.com
twingly|q||www.twingly.com
uol.com.br|q|.|busca.uol.com.br
url.organzier|q||www.url.org
vinden|q||www.vinden.nl
vindex|search_for||www.vindex.nl
vindex|search_for|.|search.vindex.nl
virgilio|qs||ricerca.virgilio.it ricercaimmagini.virgilio.it ricercavideo.virgilio.it ricercanews.virgilio.it
virgilio|qrs||mobile.virgilio.it
voila|rdata|.|search.ke.voila.fr
voila|rdata||www.lemoteur.fr
volny|search||web.volny.cz
vuhuv|q||vuhuv.com
walhello|key||www.walhello.info www.walhello.com www.walhello.de www.walhello.nl
web.de|su q|.|suche.web.de m.suche.web.de
web.nl|zoekwoord||www.web.nl
weborama|QUERY||www.weborama.fr
websearch|qkw q|.|www.websearch.com
wedoo|keyword||fr.wedoo.com en.wedoo.com es.wedoo.com
winamp|q|.|search.winamp.com
wirtualna polska|szukaj|.|szukaj.wp.pl
witch|search||www.witch.de
woopie|kw||www.woopie.jp
www värav|query|.|search.www.ee
x-recherche|MOTS||www.x-recherche.com
yahoo|p q|. /r/|search.yahoo.com malaysia.search.yahoo.com {}.search.yahoo.com cade.yahoo.com espanol.search.yahoo.com qc.search.yahoo.com one.cn.yahoo.com
yahoo||. /|r.search.yahoo.com
yahoo|q||www.cercato.it www.benefind.de ys.mirostart.com
yahoo|q|.|search.offerbox.com
yahoo|p|.|search.yahoo.com/search/dir
yahoo|p va|.|images.search.yahoo.com
yahoo|p va||{}.images.yahoo.com cade.images.yahoo.com espanol.images.yahoo.com qc.images.yahoo.com
yahoo japan|p vp|. /r/|search.yahoo.co.jp
yahoo japan|query||jp.hao123.com
yahoo japan|keyword||home.kingsoft.jp
yahoo japan|q|.|jwsearch.jword.jp
yahoo japan|p|.|image.search.yahoo.co.jp video.search.yahoo.co.jp
yam|k|.|search.yam.com
yandex|text|.|yandex.ru yandex.com yandex.{} www.yandex.{} clck.yandex.{} m.yandex.{} ya.ru
yandex|q||yabs.yandex.{}
yandex|text||images.yandex.ru images.yandex.com images.yandex.{}
yasni|query||www.yasni.de www.yasni.com www.yasni.co.uk www.yasni.ch www.yasni.at
yatedo|q||www.yatedo.com www.yatedo.fr
yep|q|.|yep.com
yippy|query|.|search.yippy.com
yongzin|word||www.yongzin.com
you|q||you.com
yougoo|q||www.yougoo.fr
zapmeta|q query||www.zapmeta.com zapmeta.{} {}.zapmeta.com
zapmeta|q query|.|www.zapmetasearch.{}
zhongsou|w||p.zhongsou.com
zoek|q|.|www3.zoek.nl
zoeken|q|.|www.zoeken.nl
zoohoo|q||zoohoo.cz
zoznam|s||www.zoznam.sk
zxuso|wd||www.zxuso.com
묻지마 검색|search||kwzf.net
`

/** Name, hosts. */
export const assistants = `
baidu ai|yiyan.baidu.com ai.baidu.com
chat+|chatplus.com chat-gpt.org
chatgpt|chatgpt.com chat.openai.com labs.openai.com
claude|claude.ai
copilot|copilot.microsoft.com
chatglm|chatglm.cn
deepseek|chat.deepseek.com
duck.ai|duck.ai
gemini|gemini.google.com bard.google.com
grok|grok.com x.com/i/grok
iask|iask.ai
jasper|app.jasper.ai
le chat|chat.mistral.ai
meta ai|meta.ai
notebooklm|notebooklm.google.com
perplexity|perplexity.ai
qwen|chat.qwen.ai
writesonic|app.writesonic.com
you|you.com
`

export const socialNetworks = `
badoo|badoo.com
bebo|bebo.com
bilibili|bilibili.com
blackplanet|blackplanet.com
bluesky|bsky.app skyfeed.app
buzznet|buzznet.com
classmates.com|classmates.com
cyworld|global.cyworld.com
discord|discord.com discord.gg discordapp.com
douyin|douyin.com
douyu|douyu.com
gaia online|gaiaonline.com
geni.com|geni.com
github|github.com
google+|plus.google.com url.google.com com.google.android.apps.plus
douban|douban.com
dribbble|dribbble.com
facebook|facebook.com fb.me m.facebook.com l.facebook.com
fetlife|fetlife.com
flickr|flickr.com
flixster|flixster.com
fotolog|fotolog.com
foursquare|foursquare.com
friends reunited|friendsreunited.com
friendster|friendster.com
gree|gree.jp
haboo|habbo.com
hacker|news.ycombinator.com
hi5|hi5.com
huya|huya.com
hyves|hyves.nl
identi.ca|identi.ca
instagram|instagram.com l.instagram.com
lang-8|lang-8.com
last.fm|last.fm lastfm.ru lastfm.de lastfm.es lastfm.fr lastfm.it lastfm.jp lastfm.pl lastfm.com.br lastfm.se lastfm.com.tr
linkedin|linkedin.com lnkd.in linkedin.android
livejournal|livejournal.ru livejournal.com
mastodon|mastodon.social mastodon.cloud mastodon.technology mastodon.xyz mastodon.at mastodon.art mamot.fr pawoo.net mstdn.io mstdn.jp friends.nico ro-mastodon.puyo.jp quey.org botsin.space social.tchncs.de knzk.me mastodont.cat bitcoinhackers.org fosstodon.org chaos.social cybre.space vis.social typo.social front-end.social hachyderm.io mastodon.online newsie.social mstdn.social indieweb.social sfba.social mas.to mstdn.party c.im mastodonapp.uk universeodon.com social.vivaldi.net ohai.social toot.community masto.ai mastodon.scot mastodon.world mastodon.nz graphics.social org.joinmastodon.android mastodon.eus mastodon.jalgi.eus tkm.eus
meinvz|meinvz.net
missevan|missevan.com
mixi|mixi.jp
moikrug.ru|moikrug.ru
multiply|multiply.com
my.mail.ru|my.mail.ru
myheritage|myheritage.com
mylife|mylife.ru
myspace|myspace.com
myyearbook|myyearbook.com
nasza-klasa.pl|nk.pl
netlog|netlog.com
niconico|nicovideo.jp
odnoklassniki|odnoklassniki.ru
orkut|orkut.com
ozone|qzone.qq.com
peepeth|peepeth.com
pinterest|pinterest.com pinterest.ca pinterest.ch pinterest.co.uk pinterest.com.au pinterest.de pinterest.dk pinterest.es pinterest.fr pinterest.ie pinterest.info pinterest.jp pinterest.nz pinterest.pt pinterest.se at.pinterest.com ch.pinterest.com cl.pinterest.com co.pinterest.com dk.pinterest.com es.pinterest.com hu.pinterest.com id.pinterest.com ie.pinterest.com in.pinterest.com it.pinterest.com kr.pinterest.com mx.pinterest.com nl.pinterest.com nz.pinterest.com ph.pinterest.com pt.pinterest.com ru.pinterest.com se.pinterest.com
pixelfed|pixelfed.social pixelfed.de pxlmo.com metapixl.com pix.toot.wales pixelfed.uno pixey.org
plaxo|plaxo.com
reddit|reddit.com np.reddit.com pay.reddit.com com.reddit.frontpage
renren|renren.com
skyrock|skyrock.com
snapchat|snapchat.com com.snapchat.android
sonico.com|sonico.com
soundcloud|soundcloud.com gate.sc
stackoverflow|stackoverflow.com
studivz|studivz.net
tagged|login.tagged.com
taringa|taringa.net
telegram|web.telegram.org org.telegram.messenger
threads|threads.net l.threads.net threads.com l.threads.com
tiktok|tiktok.com
tuenti|tuenti.com
tumblr|tumblr.com t.umblr.com
twitcast|twitcasting.tv
twitter|twitter.com t.co x.com
sourceforge|sourceforge.net
stumbleupon|stumbleupon.com
vkontakte|vk.com vkontakte.ru
youtube|youtube.com youtu.be
v2ex|v2ex.com
viadeo|viadeo.com
vimeo|vimeo.com
vkrugudruzei.ru|vkrugudruzei.ru
wayn|wayn.com
wechat|wechat.com mp.weixin.qq.com open.weixin.qq.com channels.weixin.qq.com
weibo|weibo.com t.cn
weeworld|weeworld.com
windows live spaces|login.live.com
workplace|workplace.com l.workplace.com lm.workplace.com
xanga|xanga.com
xing|xing.com
`
