"""Gathers with httpx or aiohttp, as asyncio's tutorials show them, measured in this process.

    python_gather.py URL WAY REQUESTS OVERLAP SECONDS

URL is that of a stub, WAY one of WAYS, OVERLAP the most requests that the way has in flight at once.
Gathers todos 1 to REQUESTS, of 10 ms each, for SECONDS after a warm-up, or once if that is 0. Every
status and every byte is checked, in the order of the requests. Prints one line of JSON: times, processor
time, what the stub's ledger shows, and why it is void if it is. Started by against_python.py.
"""

import asyncio
import contextlib
import http.client
import importlib
import json
import sys
import time
from urllib.parse import urlsplit

FEWEST_GATHERS = 3
WARM_UP_SECONDS = 0.5
WARM_UP_GATHERS = 1
# Where one gather is all that is measured, fewer requests warm up.
SHORT_WARM_UP = 64


def content(response):
    response.raise_for_status()
    return response.content


@contextlib.asynccontextmanager
async def client_in_a_loop(httpx):
    with httpx.Client() as client:

        async def gather(urls):
            return [content(client.get(url)) for url in urls]

        yield gather


@contextlib.asynccontextmanager
async def await_in_a_loop(httpx):
    async with httpx.AsyncClient() as client:

        async def gather(urls):
            return [content(await client.get(url)) for url in urls]

        yield gather


@contextlib.asynccontextmanager
async def httpx_gather(httpx):
    async with httpx.AsyncClient() as client:
        yield gather_over_httpx(client)


@contextlib.asynccontextmanager
async def httpx_gather_unlimited(httpx):
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with httpx.AsyncClient(limits=limits) as client:
        yield gather_over_httpx(client)


def gather_over_httpx(client):
    async def get(url):
        return content(await client.get(url))

    return lambda urls: asyncio.gather(*[get(url) for url in urls])


@contextlib.asynccontextmanager
async def httpx_gather_each(httpx):
    async def get(url):
        async with httpx.AsyncClient() as client:
            return content(await client.get(url))

    yield lambda urls: asyncio.gather(*[get(url) for url in urls])


async def fetch(session, url):
    async with session.get(url) as response:
        response.raise_for_status()
        return await response.read()


@contextlib.asynccontextmanager
async def aiohttp_gather(aiohttp):
    async with aiohttp.ClientSession() as session:
        yield lambda urls: asyncio.gather(*[fetch(session, url) for url in urls])


@contextlib.asynccontextmanager
async def aiohttp_gather_unlimited(aiohttp):
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        yield lambda urls: asyncio.gather(*[fetch(session, url) for url in urls])


@contextlib.asynccontextmanager
async def aiohttp_gather_each(aiohttp):
    async def get(url):
        async with aiohttp.ClientSession() as session:
            return await fetch(session, url)

    yield lambda urls: asyncio.gather(*[get(url) for url in urls])


# Each opens what the gathers of a process share, by the library that it needs.
WAYS = {
    "httpx-loop": ("httpx", client_in_a_loop),
    "httpx-await-loop": ("httpx", await_in_a_loop),
    "httpx-gather": ("httpx", httpx_gather),
    "httpx-gather-unlimited": ("httpx", httpx_gather_unlimited),
    "httpx-gather-each": ("httpx", httpx_gather_each),
    "aiohttp-gather": ("aiohttp", aiohttp_gather),
    "aiohttp-gather-unlimited": ("aiohttp", aiohttp_gather_unlimited),
    "aiohttp-gather-each": ("aiohttp", aiohttp_gather_each),
}


def control(url, method):
    """Reads the stub's ledger, or resets it with DELETE."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
    try:
        connection.request(method, "/ledger", headers={"Connection": "close"})
        return json.load(connection.getresponse())
    finally:
        connection.close()


def right_answers(url, requests):
    """Returns the bodies of todos 1 to requests, asked for one after the other, without a delay."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
    try:
        bodies = []
        for todo in range(1, requests + 1):
            connection.request("GET", f"/todos/{todo}")
            body = connection.getresponse().read()
            if json.loads(body)["id"] != todo:
                raise ValueError(f"the stub answered todo {todo} with {body!r}")
            bodies.append(body)
        return bodies
    finally:
        connection.close()


def void_reason(ledger, sent, overlap):
    """Returns why the work that the ledger shows is not that which was sent; empty if it is."""
    if ledger["requests"] != sent or ledger["answered"] != sent:
        return f"{sent} requests sent, {ledger['requests']} seen and {ledger['answered']} answered"
    if ledger["peakInFlight"] > overlap:
        return f"{ledger['peakInFlight']} requests in flight where {overlap} are allowed"
    return ""


async def measure(way, url, requests, overlap, seconds):
    library, open_way = WAYS[way]
    answers = right_answers(url, requests)
    urls = [f"{url}/todos/{todo}?latency=10ms" for todo in range(1, requests + 1)]
    async with open_way(importlib.import_module(library)) as gather:

        async def checked_gather(most=requests):
            start = time.perf_counter()
            bodies = await gather(urls[:most])
            if bodies != answers[:most]:
                raise ValueError("a wrong answer")
            return (time.perf_counter() - start) * 1e3

        async def repeat(fewest, limit, most=requests):
            end = time.perf_counter() + limit
            millis = []
            while len(millis) < fewest or time.perf_counter() < end:
                millis.append(await checked_gather(most))
            return millis

        await repeat(WARM_UP_GATHERS, WARM_UP_SECONDS, requests if seconds else SHORT_WARM_UP)
        control(url, "DELETE")
        spent = time.process_time()
        millis = await repeat(FEWEST_GATHERS if seconds else 1, seconds)
        spent = time.process_time() - spent
        ledger = control(url, "GET")
    sent = requests * len(millis)
    return {
        "void": void_reason(ledger, sent, overlap),
        "millis": millis,
        "cpuMicros": spent * 1e6 / sent,
        "opened": ledger["connectionsOpened"] / len(millis),
        "peak": ledger["peakInFlight"],
        "lateness": ledger["latenessNanos"],
    }


def main():
    url, way, requests, overlap, seconds = sys.argv[1:]
    try:
        result = asyncio.run(measure(way, url, int(requests), int(overlap), float(seconds)))
    except Exception as e:  # A request that failed, by whichever exception of the library.
        result = {"void": f"{type(e).__name__}: {e}".strip(": ")}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
